import Foundation
import Testing

/// Data that means harm, in everything that is printed of it.
@Suite struct HostileReportStories {
    /// As they are; NUL and the like come escaped in JSON.
    private static let texts = [
        "\u{1B}[41mHACK", "\u{1B}]52;c;SEFDSzI=\u{7}", "\u{9B}31mHACK", "car\rriage", "ta\tb", "nu\0l",
        "\u{202E}txt.exe",
        "\u{FEFF}bom", "\u{2066}iso\u{2069}late", "del\u{7F}", "\u{85}next", "\u{2028}line", "=1+1", "+1", "-1",
        "@SUM(A1)", "\t=1", "\r=1", "a|b", "`code`", "two\nlines", "\"quoted\", and comma", "<img src=x>", "\\|", "|",
        " =1", "'=1",
    ]
    private static let fileName = "ev\u{1B}[41mil\u{202E}|`=\n.jsonl"

    private let folder: Sandbox
    private let options = [
        "--funnel", "f: '=1+1' > 'a|b' within 1d", "--funnel", "'\u{1B}]52;c;SEFDSzI=\u{7}' > 'two\nlines'", "--by",
        "properties.country", "--experiment", "properties.variant", "--segment", "a|\u{1B}[41mb=country = '=1+1'",
    ]

    init() throws {
        folder = try Sandbox()
        var lines = ""
        for (place, text) in Self.texts.enumerated() {
            for (other, event) in Self.texts.enumerated() {
                let object: [String: Any] = [
                    "ts": 1_767_225_600 + place * 100 + other, "user_id": text, "event": event,
                    "properties": ["country": text, "variant": text, text: event],
                ]
                lines += String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self) + "\n"
            }
        }
        try folder.write(lines + "bad \u{1B}[2J\u{9B}=|`\r\t line\n", to: Self.fileName)
    }

    /// No character that acts on a terminal or hides what it is.
    private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: true
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: false
        default: true
        }
    }

    private func expectHarmless(_ text: String, _ what: String, _ location: SourceLocation = #_sourceLocation) {
        let bad = text.unicodeScalars.filter { !isHarmless($0) }.map { String($0.value, radix: 16) }
        #expect(bad.isEmpty, "\(what): \(Set(bad).sorted())", sourceLocation: location)
    }

    private func report(_ format: String) throws -> String {
        let run = try Program.run(["report", Self.fileName, "--output", format] + options, in: folder.url)
        #expect(run.exitCode == 0, "\(run.standardError)")
        expectHarmless(run.standardError, "\(format), standard error")
        return run.standardOutput
    }

    @Test func `case 43: text`() throws { expectHarmless(try report("text"), "text") }

    @Test func `case 43: markdown, in which nothing is markup and every row has its columns`() throws {
        let text = try report("markdown")
        expectHarmless(text, "markdown")
        /// Without what a backslash takes the meaning of.
        func bare(_ line: Substring) -> String { String(line.replacing(#/\\./#, with: "")) }
        var columns: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            #expect(!bare(line).contains("`") && !bare(line).contains("<"), "\(line)")
            guard line.hasPrefix("|") else {
                columns = nil
                continue
            }
            let found = bare(line).count { $0 == "|" }
            #expect(found == columns ?? found, "\(line)")
            columns = found
        }
    }

    @Test func `case 43: CSV, in which nothing is a formula`() throws {
        let text = try report("csv")
        let records = text.components(separatedBy: "\r\n")
        expectHarmless(records.joined(), "CSV")
        #expect(records.last == "")
        let rows = try records.dropLast().map(cells)
        #expect(rows.count > 50 && rows.allSatisfy { $0.count == rows[0].count })
        for row in rows {
            for cell in [0, 1, 2, 4].map({ row[$0] }) {
                #expect(!"=+-@\t\r".contains(cell.first ?? "x"), "\(cell)")
            }
        }
        // They are there.
        #expect(rows.contains { $0[2] == "'=1+1" } && rows.contains { $0[2] == "\"quoted\", and comma" })
    }

    /// The cells of a line, as RFC 4180 has them.
    private func cells(_ line: String) throws -> [String] {
        var cells = [""]
        var isQuoted = false
        var rest = Array(line)[...]
        while let character = rest.popFirst() {
            if character == "\"", isQuoted, rest.first == "\"" {
                cells[cells.count - 1].append("\"")
                rest = rest.dropFirst()
            } else if character == "\"" {
                if !isQuoted { #expect(cells.last == "", "a quote inside a cell: \(line)") }
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        #expect(!isQuoted, "\(line)")
        return cells
    }

    @Test func `case 43: JSON, in which they are what they are`() throws {
        let text = try report("json")
        expectHarmless(text, "JSON")
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let json = try #require(parsed as? [String: Any])
        let events = try #require(json["events_by_name"] as? [[String: Any]])
        #expect(Set(events.compactMap { $0["event"] as? String }) == Set(Self.texts))
        let funnels = try #require(json["funnels"] as? [[String: Any]])
        #expect(funnels.count == 2 && funnels[0]["name"] as? String == "f")
    }

    @Test(arguments: ["text", "json", "yaml"])
    func `case 43: discover`(format: String) throws {
        let run = try Program.run(
            ["discover", Self.fileName, "--output", format, "--explain-format"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.standardError)")
        expectHarmless(run.standardOutput + run.standardError, "discover \(format)")
        if format == "json" { _ = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) }
        guard format == "yaml" else { return }
        try folder.write(run.standardOutput, to: "found.yaml")
        let checked = try Program.run(["check", "found.yaml"], in: folder.url)
        #expect(checked.exitCode == 0, "\(checked.standardError)")
    }

    @Test(arguments: ["\u{1B}]52;c;SEFDSzI=\u{7}", "=1+1", "two\nlines", "\u{202E}txt.exe", "nobody\u{1B}[41m"])
    func `case 43: explain`(user: String) throws {
        let run = try Program.run(["explain", user, Self.fileName] + options, in: folder.url)
        #expect(run.exitCode == (user.hasPrefix("nobody") ? 1 : 0), "\(run.standardError)")
        expectHarmless(run.standardOutput + run.standardError, "explain")
        // A new line in a name begins none.
        #expect(!run.standardOutput.contains("\nlines"))
    }

    @Test func `case 43: check`() throws {
        let name = "ev\u{1B}[41mil\u{202E}.yaml"
        try folder.write(
            "funnels: {\"a\\e[41m\\x9b\\u202e\": 'x\u{85} > =1', \"b\": \"\\e]52;c;x\\a > y\"}\nsegments: {\"\\e[2J\": \"a = \\x9b\"}\n",
            to: name)
        let fine = try Program.run(["check", name], in: folder.url)
        expectHarmless(fine.standardOutput + fine.standardError, "check")
        try folder.write("\"k\\e[41m\\x9b\\u202e\": 1\nfunnels: {a: \"\\e[41m >\"}\n\u{1B}[2J: [\n", to: name)
        let wrong = try Program.run(["check", name, "no\u{1B}[41m.yaml"], in: folder.url)
        #expect(wrong.exitCode == 2)
        expectHarmless(wrong.standardOutput + wrong.standardError, "check of mistakes")
    }
}
