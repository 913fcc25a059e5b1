import Foundation
import Testing

/// Terminals of all kinds, and data that would like to speak to them.
@Suite(.serialized, .enabled(if: TmuxScreen.isThere, "tmux is not installed"))
struct TerminalStories {
    @Test(arguments: [
        ("TERM=linux", false), ("TERM=vt100", false), ("LC_ALL=C", true), ("NO_COLOR=1", false),
        ("TERM=xterm-256color", false),
    ])
    func `starts on every terminal, in ASCII where nothing else can be shown`(
        environment: String, isPlain: Bool
    ) async throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 800).joined(), to: "events.jsonl")
        let counts = try Samples.counts(["events.jsonl"], in: folder)
        let screen = try TmuxScreen(
            "funneltop events.jsonl --funnel '\(Samples.funnel)'", in: folder, environment: environment)
        try await screen.waitForCounts(counts)
        // Line drawing of the terminal itself is shown by tmux as it likes.
        let shown = try screen.text().filter { !"─│┌┐└┘├┤┬┴┼╭╮╰╯".contains($0) }
        if isPlain { #expect(!shown.contains { !$0.isASCII }, "\(shown)") }
        if environment == "NO_COLOR=1" {
            let colored = try screen.call(["capture-pane", "-p", "-e"])
            // 39 and 49 are the terminal's own colours.
            for code in (30...38).map({ $0 }) + (40...48).map({ $0 }) + (90...97).map({ $0 }) {
                #expect(!colored.contains("[\(code)m") && !colored.contains(";\(code)m"), "\(code)")
            }
        }
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test func `case 43: no control byte of the data reaches the terminal`() async throws {
        let folder = try Sandbox()
        let evil = [
            "\\u001b[41mHACK1", "\\u001b]52;c;SEFDSzI=\\u0007", "\\u009b31mHACK3", "\\u202eHACK4", "HACK5\\r999,999",
            "HACK6\\b\\b\\b", "\u{9D}52;c;SEFDSzc=\u{9C}", "\u{1B}[2JHACK8", "HACK9\\u0000\\u007f",
        ]
        var text = ""
        for (index, mark) in evil.enumerated() {
            text +=
                "{\"ts\":\"2026-01-01T00:00:0\(index)Z\",\"user_id\":\"\(mark)\",\"event\":\"\(mark)\","
                + "\"properties\":{\"country\":\"\(mark)\"}}\n"
            text += "{\"ts\":\"2026-01-01T00:00:0\(index)Z\",\"user_id\":\"u\(index)\",\"event\":\"viewed\"}\n"
        }
        let name = "ev\u{1B}[41mil\u{202E}.jsonl"
        try folder.write(text, to: name)
        let screen = try TmuxScreen(
            "sleep 1; funneltop ev*.jsonl --funnel 'viewed > \"HACK5\\r\" within 1h' --by country", in: folder)
        try screen.call(["pipe-pane", "-o", "cat > '\(folder.file("bytes").path)'"])
        try await screen.wait("1 viewed")
        for key in ["8", "9", "1"] {
            try screen.press(key)
            try await screen.wait(for: "view \(key)") {
                $0.contains(["8": "line ", "9": "─ health", "1": "1 viewed"][key] ?? "")
            }
        }
        try screen.press("q")
        _ = try await screen.waitForEnd(code: 0)
        let bytes = [UInt8](try Data(contentsOf: folder.file("bytes")))
        #expect(bytes.count > 500)
        func contains(_ part: [UInt8]) -> Bool {
            !bytes.indices.allSatisfy { !bytes[$0...].starts(with: part) }
        }
        for forbidden in [
            "\u{1B}[41m", "\u{1B}]52", "\u{9B}", "\u{9D}", "\u{202E}", "HACK5\r9", "HACK6\u{8}", "\u{1B}[2JHACK",
            "\u{7F}",
        ] {
            #expect(!contains(Array(forbidden.utf8)), "\(forbidden.debugDescription)")
        }
    }

    @Test func `case 43: messages and reports show control bytes as signs`() throws {
        let folder = try Sandbox()
        let missing = try Program.run(["report", "no\u{1B}[41mthing\u{202E}"], in: folder.url)
        #expect(!missing.standardError.contains("\u{1B}") && !missing.standardError.contains("\u{202E}"))
        try folder.write(
            "{\"ts\":\"2026-01-01T00:00:00Z\",\"user_id\":\"a\",\"event\":\"\\u001b[41mx\\b\\r\\u202e\"}\nbad \u{1B}[2J\n",
            to: "events.jsonl")
        let report = try Program.run(["report", "events.jsonl"], in: folder.url)
        #expect(report.exitCode == 0)
        for sign in ["\u{1B}", "\u{8}", "\r", "\u{202E}"] {
            #expect(!report.standardOutput.contains(sign) && !report.standardError.contains(sign))
        }
        let frame = try Program.run(["frame", "events.jsonl"], in: folder.url)
        for sign in ["\u{1B}", "\u{8}", "\r", "\u{202E}"] { #expect(!frame.standardOutput.contains(sign)) }
    }
}
