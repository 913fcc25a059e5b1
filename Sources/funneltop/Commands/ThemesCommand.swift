import ArgumentParser
import NcursesTerminal
import TerminalUI

struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "themes", abstract: "List the themes, or preview one.")

    @Flag(help: "List the names (what it does by itself).")
    var list = false

    @Option(help: ArgumentHelp("Show the roles of one theme in this terminal.", valueName: "name"))
    var preview: String?

    func run() throws {
        guard let preview else {
            Output.write(ThemeFolder.names.map { $0 + "\n" }.joined())
            return
        }
        let theme = try ThemeFolder.theme(preview)
        let columns = 3
        let rows = (Role.allCases.count + columns - 1) / columns
        var buffer = CellBuffer(width: 72, height: rows + 2, glyphs: TerminalFacts.glyphs)
        buffer.put(theme.name, x: 1, y: 0, role: .title)
        for (index, role) in Role.allCases.enumerated() {
            buffer.put(role.rawValue, x: 1 + index / rows * 24, y: 2 + index % rows, role: role, width: 22)
        }
        let depth = TerminalFacts.outputIsTerminal ? NcursesTerminal.environment.colors ?? .ansi256 : .trueColor
        Output.write(FrameRenderer.ansi(buffer, theme: theme, depth: depth) + "\n")
    }
}
