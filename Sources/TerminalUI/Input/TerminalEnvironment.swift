/// What the environment says of the terminal.
package struct TerminalEnvironment: Sendable, Hashable {
    /// The variables that are looked at.
    package static let names = ["TERM", "LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "COLORTERM"]

    private let values: [String: String]

    /// Other variables than those of `names` do no harm.
    package init(_ values: [String: String]) {
        self.values = values
    }

    /// The name of the terminal's description; empty when there is none.
    package var terminalName: String { values["TERM"] ?? "" }

    /// `ascii` where the locale's character set is not UTF-8 or the terminal is older than that, `console` on the Linux
    /// console, else `unicode`.
    package var glyphs: Glyphs {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { values[$0] }.first { !$0.isEmpty } ?? ""
        let charset = locale.lowercased().split(separator: ".").dropFirst().first?.prefix { $0 != "@" } ?? ""
        guard charset == "utf-8" || charset == "utf8", !isOlderThanUTF8 else { return .ascii }
        return terminalName == "linux" ? .console : .unicode
    }

    /// A terminal of hardware days, or one that says nothing of itself, whatever the locale of the programs is.
    ///
    /// `vte` is an emulator that knows UTF-8: a VT of DEC has a digit there.
    private var isOlderThanUTF8: Bool {
        let name = terminalName.lowercased()
        if name.hasPrefix("vt"), name.dropFirst(2).first?.isNumber == true { return true }
        let base = String(name.prefix { $0 != "-" && $0 != "+" && $0 != "." })
        return ["ansi", "pcansi", "scoansi", "dumb", "unknown", "network", "dialup", "tty", "adm3a", "cons25", "sun"]
            .contains(base) || base.hasPrefix("wy") || base.hasPrefix("tvi") || base.hasPrefix("dec-vt")
    }

    /// `mono` when `NO_COLOR` (no-color.org) is set to anything, else `nil`: what the terminal can.
    package var colors: ColorDepth? {
        (values["NO_COLOR"] ?? "").isEmpty ? nil : .mono
    }

    /// The theme that suits the terminal when the user chose none.
    package var suitableThemeName: String {
        terminalName == "linux" ? "console" : "default"
    }

    /// The description of xterm that has true colour beside the 256; `nil` where the terminal does not claim it.
    ///
    /// Emulators say `COLORTERM=truecolor` and leave `TERM` at an entry that knows 256 colours.
    package var directColorName: String? {
        guard values["COLORTERM"] == "truecolor" || values["COLORTERM"] == "24bit" else { return nil }
        return terminalName.hasPrefix("xterm") ? "xterm-direct256" : nil
    }
}
