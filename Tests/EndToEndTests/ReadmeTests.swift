import Foundation
import Testing

/// What README.md promises is tried.
@Suite struct ReadmeTests {
    private let root: URL
    private let readme: String

    init() throws {
        root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    }

    /// The blocks of a language, with the line before each.
    private func blocks(_ language: String) -> [(before: String, text: String)] {
        var blocks: [(String, String)] = []
        var before = ""
        var open: [String]?
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let lines = open {
                if line == "```" {
                    blocks.append((before, lines.joined(separator: "\n") + "\n"))
                    open = nil
                } else {
                    open = lines + [line]
                }
            } else if line == "```\(language)" {
                open = []
            } else {
                before = line
            }
        }
        return blocks
    }

    private func samples() throws -> Sandbox {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 1500).joined(), to: "events.jsonl")
        try folder.write(Samples.orders, to: "orders.csv")
        try folder.write(Samples.accessLog, to: "access.log")
        return folder
    }

    @Test func `its commands run`() throws {
        let folder = try samples()
        let marked = blocks("sh").filter { $0.before == "<!-- run -->" }
        #expect(marked.count >= 4)
        for block in marked {
            let text = block.text.replacingOccurrences(of: "\\\n", with: " ")
            for line in text.split(separator: "\n") where line.hasPrefix("funneltop ") {
                let run = try Program.shell(String(line), in: folder.url)
                #expect(run.exitCode == 0, "\(line)\n\(run.standardError)")
            }
        }
    }

    @Test func `its funnels can be computed`() throws {
        let folder = try samples()
        let marked = blocks("text").filter { $0.before == "<!-- funnels -->" }
        #expect(!marked.isEmpty)
        for line in marked.flatMap({ $0.text.split(separator: "\n") }) {
            // A remark stands after two spaces and a sign.
            let funnel = line.components(separatedBy: "  # ")[0]
            let run = try Program.run(["report", "events.jsonl", "--funnel", funnel], in: folder.url)
            #expect(run.exitCode == 0, "\(funnel)\n\(run.standardError)")
        }
    }

    @Test func `its configuration is fine`() throws {
        let folder = try samples()
        let blocks = blocks("yaml")
        #expect(blocks.count == 1)
        for block in blocks {
            try folder.write(block.text, to: "funneltop.yaml")
            let run = try Program.run(["check", "funneltop.yaml"], in: folder.url)
            #expect(run.exitCode == 0, "\(run.standardError)")
        }
        let source = try String(
            contentsOf: root.appendingPathComponent("Sources/Configuration/ExampleConfiguration.swift"),
            encoding: .utf8)
        let example = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("        ") ? line.dropFirst(8) : line
        }.joined(separator: "\n")
        #expect(example.contains(blocks.first?.text ?? "no block"))
    }

    @Test func `its keys are those of the help`() throws {
        let folder = try samples()
        let help = try Program.run(
            ["frame", "events.jsonl", "--size", "200x120", "--keys", "?"], in: folder.url
        ).standardOutput
        let shown = help.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        var rows = 0
        let lines = readme.split(separator: "\n").map(String.init)
        let table = try #require(lines.firstIndex(of: "| key | does |"))
        for line in lines[(table + 2)...].prefix(while: { $0.hasPrefix("| `") }) {
            let wanted = line.dropFirst(2).dropLast(2).replacingOccurrences(of: "` | ", with: " ")
                .replacingOccurrences(of: "`", with: "")
            rows += 1
            #expect(shown.contains { $0.contains(wanted) }, "\(wanted)")
        }
        let usual = shown.prefix { !$0.contains("While typing") }
        let headings = [
            "Look around", "Time", "Choose the numbers", "The data, and a funnel for it", "Find", "The program",
        ]
        let all = usual.filter { row in
            let text = row.filter { $0 != "│" }.trimmingCharacters(in: .whitespaces)
            return !text.isEmpty && !headings.contains(text) && !text.contains("funneltop")
                && !text.contains("─ help ─")
        }
        #expect(rows == all.count, "\(all)")
    }

    @Test func `every option of its tables is one of the program's`() throws {
        let help = try ["watch", "report", "frame", "discover", "demo", "generate", "check", "themes"].map {
            try Program.run([$0, "--help"]).standardOutput
        }.joined()
        var text = Substring(readme)
        var names: Set<String> = []
        while let found = text.range(of: "`--") {
            let name = text[found.upperBound...].prefix { $0.isLetter || $0 == "-" }
            names.insert("--" + name)
            text = text[found.upperBound...]
        }
        #expect(names.count >= 25)
        for name in names.sorted() { #expect(help.contains(name), "\(name)") }
    }
}
