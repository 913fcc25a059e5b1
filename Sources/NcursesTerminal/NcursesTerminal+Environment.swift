import CNcurses
import Glibc
import TerminalUI

extension NcursesTerminal {
    /// The part of the environment that says what the terminal is.
    static var environment: [String: String] {
        var found: [String: String] = [:]
        for name in ["TERM", "LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR"] {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }

    /// `ascii` where the locale's character set is not UTF-8, `console` on the Linux console, else `unicode`.
    package nonisolated static func detectedGlyphs(environment: [String: String]) -> Glyphs {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let charset = locale.lowercased().split(separator: ".").dropFirst().first?.prefix { $0 != "@" } ?? ""
        guard charset == "utf-8" || charset == "utf8" else { return .ascii }
        return environment["TERM"] == "linux" ? .console : .unicode
    }

    /// `mono` when `NO_COLOR` (no-color.org) is set to anything, else `nil`: what the terminal can.
    package nonisolated static func detectedColors(environment: [String: String]) -> ColorDepth? {
        environment["NO_COLOR"].map { $0.isEmpty } == false ? .mono : nil
    }

    /// The theme that suits the terminal when the user chose none.
    package nonisolated static func suitableThemeName(environment: [String: String]) -> String {
        environment["TERM"] == "linux" ? "console" : "default"
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

extension ColorDepth {
    func isMore(than other: ColorDepth) -> Bool {
        let order = ColorDepth.allCases
        return (order.firstIndex(of: self) ?? 0) > (order.firstIndex(of: other) ?? 0)
    }
}
