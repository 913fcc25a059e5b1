import CNcurses
import Glibc
import TerminalUI

extension NcursesTerminal {
    /// What this process was told of its terminal.
    package nonisolated static var environment: TerminalEnvironment {
        var found: [String: String] = [:]
        for name in TerminalEnvironment.names {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return TerminalEnvironment(found)
    }

    /// `ascii`, `console` or `unicode`, by the locale and `TERM`.
    package nonisolated static func detectedGlyphs(environment: [String: String]) -> Glyphs {
        TerminalEnvironment(environment).glyphs
    }

    static var depthOfTerminal: ColorDepth {
        if cncurses_has_direct_color() { return .trueColor }
        switch cncurses_color_count() {
        case 256...: return .ansi256
        case 8...: return .ansi16
        default: return .mono
        }
    }
}
