/// One character position of the screen.
package struct Cell: Sendable, Hashable {
    /// One grapheme cluster, safe to print; a space where nothing stands.
    package var character: Character
    package var role: Role
    /// 1 or 2 cells; 0 marks the right half of the wide character before it.
    package var widthInCells: UInt8

    package init(character: Character = " ", role: Role = .text, widthInCells: UInt8 = 1) {
        self.character = character
        self.role = role
        self.widthInCells = widthInCells
    }

    package static let blank = Cell()
}
