import Analytics
import ArgumentParser
import Configuration
import Dashboard
import Expressions
import Ingestion
import TerminalUI

struct FrameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frame", abstract: "One screen, without a terminal, after reading everything.")

    @OptionGroup var input: InputOptions
    @OptionGroup var funnels: FunnelOptions
    @OptionGroup var view: ViewOptions

    @Option(help: ArgumentHelp("Columns x rows.", valueName: "WxH"))
    var size: String = "120x40"

    @Option(help: ArgumentHelp("Keys to press first, such as \"2 Tab Enter\".", valueName: "keys"))
    var keys: String = ""

    @Option(name: [.short, .long], help: ArgumentHelp("text, ansi or svg.", valueName: "format"))
    var output: String = "text"

    func run() throws {
        let (width, height) = try FrameCommand.size(size)
        guard ["text", "ansi", "svg"].contains(output) else {
            throw UsageError(unknown("--output", output, ["text", "ansi", "svg"]))
        }
        let presses = try FrameCommand.keys(keys)
        var settings = try SettingsReader(input: input, funnels: funnels).settings()
        settings.view = try view.settings().merged(over: settings.view)
        let plan = try ReadingPlan(settings, input: input)
        let glyphs = settings.view.glyphs?.ladder ?? (output == "text" ? TerminalFacts.glyphs : .unicode)
        var screen = try FrameScreen(plan, width: width, height: height, glyphs: glyphs)
        for key in presses { try screen.press(key) }
        let theme = try ThemeFolder.theme(screen.themeName)
        let buffer = screen.buffer
        switch output {
        case "svg": Output.write(FrameRenderer.svg(buffer, theme: theme))
        case "ansi": Output.write(FrameRenderer.ansi(buffer, theme: theme, depth: view.depth ?? .trueColor) + "\n")
        default: Output.write(FrameRenderer.text(buffer) + "\n")
        }
    }

    private static func size(_ text: String) throws -> (Int, Int) {
        let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1], (1...1000).contains(width),
            (1...1000).contains(height)
        else {
            throw UsageError(
                "--size: \(ExpressionExcerpt.visible(text)) is not a size; write 120x40, at most 1000x1000")
        }
        return (width, height)
    }

    private static func keys(_ text: String) throws -> [KeyPress] {
        try text.split(separator: " ").map { name in
            guard let key = KeyPress(name: String(name)) else {
                throw UsageError(
                    "--keys: \(ExpressionExcerpt.visible(String(name))) is not a key; write a character, or names such as Tab Enter Esc Up F1 Ctrl-L Space"
                )
            }
            return key
        }
    }
}
