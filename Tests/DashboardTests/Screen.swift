import Analytics
import TerminalUI

@testable import Dashboard

/// A dashboard to press keys on and to look at.
struct Screen {
    var model: DashboardModel
    private(set) var effects: [Effect] = []

    /// A dashboard that has seen the shop, a second ago.
    init(
        _ width: Int = 120, _ height: Int = 40, glyphs: Glyphs = .unicode, snapshot: Snapshot? = ShopSnapshot.snapshot
    ) {
        model = DashboardModel(
            width: width, height: height, glyphs: glyphs, themeName: "night", themes: ["default", "night", "paper"],
            fields: ["device", "country"], range: .sixHours)
        _ = model.update(.tick(ShopSnapshot.now))
        if let snapshot { _ = model.update(.snapshot(snapshot)) }
        model.before = nil
    }

    /// Keys by name, as in `2 Tab Enter`.
    @discardableResult
    mutating func press(_ keys: String) -> [Effect] {
        var made: [Effect] = []
        for name in keys.split(separator: " ") {
            guard let key = KeyPress(name: String(name)) else { continue }
            made += model.update(.key(key))
        }
        effects += made
        return made
    }

    /// Every character as a key.
    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        let made = text.flatMap { model.update(.key(.character($0))) }
        effects += made
        return made
    }

    var buffer: CellBuffer {
        var buffer = CellBuffer(width: model.width, height: model.height, glyphs: model.glyphs)
        DashboardView.draw(model, into: &buffer)
        return buffer
    }

    /// The rows without the spaces at their ends.
    var rows: [String] {
        let buffer = buffer
        return (0..<buffer.height).map { y in
            var row = ""
            for x in 0..<buffer.width where buffer[x, y].widthInCells > 0 { row.append(buffer[x, y].character) }
            while row.hasSuffix(" ") { row.removeLast() }
            return row
        }
    }

    var text: String { rows.joined(separator: "\n") }

    /// The text drawn in one role, row by row.
    func text(in role: Role) -> String {
        let buffer = buffer
        var found: [String] = []
        for y in 0..<buffer.height {
            var row = ""
            for x in 0..<buffer.width {
                row.append(buffer[x, y].role == role ? buffer[x, y].character : " ")
            }
            let words = row.split(separator: " ")
            if !words.isEmpty { found.append(words.joined(separator: " ")) }
        }
        return found.joined(separator: "\n")
    }
}
