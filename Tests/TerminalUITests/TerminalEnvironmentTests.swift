import Testing

@testable import TerminalUI

@Suite struct TerminalEnvironmentTests {
    @Test(
        arguments: [
            (["LANG": "de_DE.UTF-8"], Glyphs.unicode), (["LC_ALL": "C.utf8"], .unicode), (["LC_ALL": "C"], .ascii),
            ([:], .ascii), (["LC_ALL": "", "LANG": "C.UTF-8"], .unicode),
            (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .ascii),
            (["LC_CTYPE": "de_DE.UTF-8@euro", "LANG": "C"], .unicode), (["LANG": "de_DE.ISO-8859-1"], .ascii),
            (["LANG": "C.UTF-8", "TERM": "linux"], .console), (["LANG": "C", "TERM": "linux"], .ascii),
            (["LANG": "C.UTF-8", "TERM": "vt100"], .ascii), (["LANG": "C.UTF-8", "TERM": "vt220-8bit"], .ascii),
            (["LANG": "C.UTF-8", "TERM": "ansi-m"], .ascii), (["LANG": "C.UTF-8", "TERM": "dumb"], .ascii),
            (["LANG": "C.UTF-8", "TERM": "vte-256color"], .unicode),
            (["LANG": "C.UTF-8", "TERM": "xterm-256color"], .unicode),
            (["LANG": "C.UTF-8", "TERM": "tmux-256color"], .unicode),
        ] as [([String: String], Glyphs)])
    func `finds the characters by locale and terminal`(values: [String: String], glyphs: Glyphs) {
        #expect(TerminalEnvironment(values).glyphs == glyphs)
    }

    @Test func `heeds NO_COLOR when it says something`() {
        #expect(TerminalEnvironment(["NO_COLOR": "1"]).colors == .mono)
        #expect(TerminalEnvironment(["NO_COLOR": ""]).colors == nil)
        #expect(TerminalEnvironment([:]).colors == nil)
    }

    @Test func `takes true colour only from emulators that speak xterm`() {
        let xterm = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
        #expect(TerminalEnvironment(xterm).directColorName == "xterm-direct256")
        #expect(TerminalEnvironment(["TERM": "tmux-256color", "COLORTERM": "truecolor"]).directColorName == nil)
        #expect(TerminalEnvironment(["TERM": "xterm-256color"]).directColorName == nil)
    }

    @Test func `suggests a theme that the console can show`() {
        #expect(TerminalEnvironment(["TERM": "linux"]).suitableThemeName == "console")
        #expect(TerminalEnvironment(["TERM": "xterm"]).suitableThemeName == "default")
    }
}
