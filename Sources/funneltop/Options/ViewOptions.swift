import ArgumentParser
import Configuration
import NcursesTerminal
import TerminalUI

/// How the screen looks.
struct ViewOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A theme; `funneltop themes` lists them.", valueName: "name"))
    var theme: String?

    @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var color: String = "auto"

    @Option(help: ArgumentHelp("auto, unicode, console or ascii.", valueName: "name"))
    var glyphs: String?

    @Option(help: ArgumentHelp("Frames per second, 1 to 60.", valueName: "number"))
    var fps: Int?

    /// The flags as settings.
    ///
    /// - Throws: `UsageError`.
    func settings() throws -> Settings.View {
        var view = Settings.View()
        view.theme = theme
        if let glyphs {
            guard let known = Settings.View.Glyphs(rawValue: glyphs) else {
                throw UsageError(unknown("--glyphs", glyphs, Settings.View.Glyphs.allCases.map(\.rawValue)))
            }
            view.glyphs = known
        }
        if let fps, !(1...60).contains(fps) { throw UsageError("--fps: \(fps) is not between 1 and 60") }
        view.framesPerSecond = fps
        guard ["auto", "always", "never"].contains(color) else {
            throw UsageError(unknown("--color", color, ["auto", "always", "never"]))
        }
        return view
    }

    /// Colours to use: nil leaves it to the terminal. `always` wins over NO_COLOR.
    var depth: ColorDepth? {
        switch color {
        case "never": .mono
        case "always": NcursesTerminal.environment.colors.flatMap { $0 == .mono ? nil : $0 } ?? .ansi256
        default: nil
        }
    }
}

extension Settings.View.Glyphs {
    /// nil for `auto`.
    var ladder: Glyphs? {
        switch self {
        case .auto: nil
        case .unicode: .unicode
        case .console: .console
        case .ascii: .ascii
        }
    }
}
