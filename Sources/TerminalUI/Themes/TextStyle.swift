/// What a role looks like on one kind of terminal.
package struct TextStyle: Sendable, Hashable {
    package var foreground: ThemeColor
    package var background: ThemeColor
    package var attributes: TextAttributes

    package init(
        foreground: ThemeColor = .terminalDefault, background: ThemeColor = .terminalDefault,
        attributes: TextAttributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// Whether a space in this style looks like nothing at all.
    package var isInvisibleWhenBlank: Bool {
        background == .terminalDefault && attributes.isDisjoint(with: [.reverse, .underline])
    }
}
