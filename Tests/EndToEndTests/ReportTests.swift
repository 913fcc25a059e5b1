import Foundation
import Testing

@Suite struct ReportTests {
    private func json(_ run: Program.Run) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any])
    }

    @Test func `names a file that is missing and exits with 1`() throws {
        let run = try Program.run(["report", "/nonexistent/events.jsonl"])
        #expect(run.exitCode == 1)
        #expect(run.standardError.contains("/nonexistent/events.jsonl"))
        #expect(run.standardOutput.isEmpty)
    }

    @Test func `says the same of a pipe as of a file, however it comes`() throws {
        let folder = try Sandbox()
        func lines(_ words: [String], input: String = "") throws -> [String] {
            let run = try Program.run(["report"] + words + ["--funnel", Samples.funnel], input: input, in: folder.url)
            return run.standardOutput.split(separator: "\n").dropFirst().map {
                String($0).replacing("events.jsonl", with: "-")
            }
        }
        let long = "{\"filler\":\"\(String(repeating: "x", count: 70_000))\"}\n"
        for (text, summary) in [
            (try Samples.shop(events: 30).joined() + "no event\n", "31 lines  30 events  1 rejected"),
            // More than a line may hold before there are as many lines as are looked at.
            (try Samples.shop(events: 390).joined(), "390 lines  390 events"),
            (try Samples.shop(events: 30).joined() + long + "no event\n", "32 lines  30 events  2 rejected"),
        ] {
            try folder.write(text, to: "events.jsonl")
            let file = try lines(["events.jsonl"])
            #expect(file.contains { $0.contains(summary) }, "\(file)")
            #expect(try lines(["-"], input: text) == file)
        }
    }

    @Test func `says what to do where all events are ahead of the clock`() throws {
        let line = #"{"ts":"2199-01-01T00:00:00Z","user_id":"u","event":"viewed"}"# + "\n"
        let run = try Program.run(["report", "-", "--format", "jsonl"], input: line)
        #expect(run.exitCode == 1)
        #expect(run.standardError.contains("time ahead of the clock (wrong zone? --timezone names it; --ahead"))
    }

    @Test func `says by which options all events are left out`() throws {
        let lines = ["2026-01-01", "2026-01-02", "soon"].map {
            #"{"ts":"\#($0)","user_id":"u","event":"viewed"}"# + "\n"
        }
        let run = try Program.run(
            ["report", "-", "--since", "2026-02-01", "--where", "event = viewed"], input: lines.joined())
        #expect(run.exitCode == 1)
        #expect(run.standardError.contains("2 events left out: --since, --where"), "\(run.standardError)")
        #expect(run.standardError.contains("1 line rejected"), "\(run.standardError)")
    }

    @Test func `says why a file has no usable event and exits with 1`() throws {
        let folder = try Sandbox()
        try folder.write("hello\nworld\n", to: "prose.txt")
        let prose = try Program.run(["report", "prose.txt"], in: folder.url)
        #expect(prose.exitCode == 1)
        #expect(prose.standardError.contains("prose.txt") && prose.standardError.contains("hello"))
        try folder.write("{\"a\":1}\n{\"a\":2}\n", to: "nobody.jsonl")
        let nobody = try Program.run(["report", "nobody.jsonl"], in: folder.url)
        #expect(nobody.exitCode == 1)
        #expect(nobody.standardError.contains("--user-field"))
        let bad = "{\"ts\":\"yesterday\",\"user_id\":\"a\",\"event\":\"b\"}\n"
        try folder.write(bad, to: "badtime.jsonl")
        let times = try Program.run(["report", "badtime.jsonl"], in: folder.url)
        #expect(times.exitCode == 1)
        #expect(times.standardError.contains("time"), "\(times.standardError)")
    }

    @Test(arguments: [
        (["--funel", "a > b"], "--funnel"),
        (["--funnel", "a > b withn 1h"], "within"),
        (["--funnel", "a"], "2 steps"),
        (["--where", "country ="], "value"),
        (["--funnel", "a > b strict holding x"], "cannot be combined"),
        (["--output", "xml"], "json"),
        (["--timezone", "Europe/Berlln"], "Europe/Berlin"),
        (["--range", "2h"], "1h"),
        (["--lateness", "soon"], "lateness"),
        (["--since", "soon"], "--since"),
        (["--attribution", "second"], "first"),
        (["--delimiter", "ab"], "one character"),
        (["--segment", "mobile"], "name"),
    ])
    func `says what is wrong with an option, what would be right, and exits with 2`(
        arguments: [String], remedy: String
    ) throws {
        let run = try Program.run(["report", "-"] + arguments, input: "")
        #expect(run.exitCode == 2, "\(run.standardError)")
        #expect(run.standardError.contains(remedy), "\(run.standardError)")
        #expect(run.standardOutput.isEmpty)
    }

    @Test func `has the keys of its schema`() throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 1500).joined() + "nonsense\n", to: "events.jsonl")
        let run = try Program.run(
            ["report", "events.jsonl", "--output", "json", "--funnel", Samples.funnel, "--by", "device"],
            in: folder.url)
        #expect(run.exitCode == 0)
        let report = try json(run)
        #expect(report["schema"] as? String == "funneltop.report/1")
        let source = try #require(report["source"] as? [String: Any])
        #expect(source["events"] as? Int == 1500 && source["rejected"] as? Int == 1)
        let examples = try #require(source["rejected_examples"] as? [[String: Any]])
        #expect(examples.first?["line"] as? Int == 1501 && examples.first?["text"] as? String == "nonsense")
        let funnel = try #require((report["funnels"] as? [[String: Any]])?.first)
        for key in [
            "name", "expression", "order", "count", "window_seconds", "steps", "conversion", "matured_conversion",
            "bottleneck", "slowest", "histogram", "trend", "breakdowns", "segments", "next_actions",
        ] {
            #expect(funnel[key] != nil, "\(key)")
        }
        let step = try #require((funnel["steps"] as? [[String: Any]])?.last)
        for key in [
            "index", "name", "count", "of_first", "of_previous", "dropped", "open", "lost", "excluded",
            "seconds_from_previous", "seconds_from_first", "revenue",
        ] {
            #expect(step[key] != nil, "\(key)")
        }
    }

    @Test func `says the same of a shuffled file`() throws {
        let folder = try Sandbox()
        let lines = try Samples.shop(events: 3000)
        var generator = SystemRandomNumberGenerator()
        try folder.write(lines.joined(), to: "sorted.jsonl")
        try folder.write(lines.shuffled(using: &generator).joined(), to: "shuffled.jsonl")
        let options = [
            "--output", "json", "--funnel", Samples.funnel, "--by", "device", "--revenue-field", "properties.revenue",
        ]
        var reports = try ["sorted", "shuffled"].map { name in
            try json(try Program.run(["report", "\(name).jsonl"] + options, in: folder.url))
        }
        for index in reports.indices {
            reports[index]["generated"] = nil
            reports[index]["source"] = nil
        }
        #expect((reports[0]["funnels"] as? [Any])?.isEmpty == false)
        #expect(NSDictionary(dictionary: reports[0]) == NSDictionary(dictionary: reports[1]))
    }

    @Test func `merges several files by the times of their events`() throws {
        let folder = try Sandbox()
        let lines = try Samples.shop(events: 2000)
        try folder.write(lines.joined(), to: "all.jsonl")
        for part in 0..<2 {
            let share = lines.enumerated().filter { $0.offset % 2 == part }.map(\.element)
            try folder.write(share.joined(), to: "part-\(part).jsonl")
        }
        let all = try Samples.counts(["all.jsonl"], in: folder)
        #expect(all.count == 4 && all.allSatisfy { $0 > 0 })
        #expect(try Samples.counts(["part-0.jsonl", "part-1.jsonl"], in: folder) == all)
        #expect(try Samples.counts(["part-*.jsonl"], in: folder) == all)
    }

    @Test func `ends quietly when its reader goes away`() throws {
        let folder = try Sandbox()
        let run = try Program.shell("funneltop generate | head -n 3", in: folder.url)
        #expect(run.exitCode == 0 && run.standardError.isEmpty)
        #expect(run.standardOutput.split(separator: "\n").count == 3)
        try folder.write(try Samples.shop(events: 500).joined(), to: "events.jsonl")
        let report = try Program.shell("funneltop report events.jsonl | head -n 1", in: folder.url)
        #expect(report.exitCode == 0 && report.standardError.isEmpty)
    }

    @Test func `prints a report where standard output is no terminal`() throws {
        let folder = try Sandbox()
        try folder.write(Samples.orders, to: "orders.csv")
        let run = try Program.run(["orders.csv", "--funnel", "viewed > cart > paid within 1d"], in: folder.url)
        #expect(run.exitCode == 0)
        #expect(run.standardOutput.contains("viewed > paid"))
        #expect(run.standardOutput.contains("50.0 % convert (1 of 2)"))
    }

    @Test func `draws one screen of any size without a terminal`() throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 500).joined(), to: "events.jsonl")
        for (width, height) in [(120, 40), (80, 24), (40, 10), (1, 1)] {
            let run = try Program.run(
                ["frame", "events.jsonl", "--size", "\(width)x\(height)", "--funnel", Samples.funnel], in: folder.url)
            #expect(run.exitCode == 0)
            let rows = run.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(rows.count <= height + 1 && rows.allSatisfy { $0.count <= width })
        }
        let svg = try Program.run(
            ["frame", "events.jsonl", "--size", "40x10", "--output", "svg", "--funnel", Samples.funnel],
            in: folder.url)
        #expect(svg.standardOutput.hasPrefix("<svg") && svg.standardOutput.contains("</svg>"))
    }

    @Test func `finds mistakes in a configuration with line and column`() throws {
        let folder = try Sandbox()
        try folder.write("kpi: a\nfunnels: {a: x > }\n", to: "bad.yaml")
        let run = try Program.run(["check", "bad.yaml"], in: folder.url)
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("bad.yaml:2:"), "\(run.standardError)")
    }
}
