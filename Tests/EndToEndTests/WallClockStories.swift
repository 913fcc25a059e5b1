import Foundation
import Testing

/// The program where the machine's clock stands elsewhere.
@Suite struct WallClockStories {
    private static let faketime = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        .map { URL(fileURLWithPath: "\($0)/faketime") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    private let folder: Sandbox
    private let arguments = ["events.jsonl", "--funnel", Samples.funnel]

    init() throws {
        folder = try Sandbox()
        try folder.write(Samples.shop(events: 300).joined(), to: "events.jsonl")
    }

    private func run(at time: String, _ arguments: [String]) throws -> Program.Run {
        guard let faketime = Self.faketime else { throw Program.NotStarted(code: ENOENT) }
        return try Program.run(faketime, ["-f", time, Program.url.path] + arguments, in: folder.url)
    }

    /// A report without the time it was made.
    private func numbers(_ run: Program.Run) throws -> NSDictionary {
        #expect(run.exitCode == 0, "\(run.standardError)")
        let json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any] ?? [:]
        return json.filter { $0.key != "generated" } as NSDictionary
    }

    @Test(
        .enabled(if: faketime != nil, "faketime is not installed"), arguments: ["-3h", "+3h", "@2039-01-19 03:14:08"])
    func `case 34: a report and a screen do not depend on the clock`(time: String) throws {
        let report = ["report"] + arguments + ["--output", "json"]
        #expect(try numbers(run(at: time, report)) == numbers(Program.run(report, in: folder.url)))
        let frame = ["frame"] + arguments + ["--size", "120x40"]
        let (here, there) = (try Program.run(frame, in: folder.url), try run(at: time, frame))
        #expect(there.exitCode == 0 && here.standardOutput.contains("1 product_viewed"))
        // The first row has the clock.
        #expect(
            there.standardOutput.split(separator: "\n").dropFirst()
                == here.standardOutput.split(separator: "\n").dropFirst())
    }

    @Test(.enabled(if: faketime != nil, "faketime is not installed"))
    func `case 34: in 2039 an event of 2038 counts, which before is of the future`() throws {
        let line = "{\"ts\":\"2038-01-19T03:14:08Z\",\"user_id\":\"z\",\"event\":\"product_viewed\"}\n"
        try folder.append(line, to: "events.jsonl")
        let report = ["report"] + arguments + ["--output", "json"]
        for (time, events, rejected) in [("@2026-06-01 00:00:00", 300, 1), ("@2039-01-19 03:14:08", 301, 0)] {
            let made = try run(at: time, report)
            #expect(made.standardOutput.contains("\"generated\": \"\(time.dropFirst().prefix(4))-"))
            let source = try numbers(made)["source"] as? [String: Any]
            #expect(source?["events"] as? Int == events)
            let reasons = source?["rejected_by_reason"] as? [String: Int]
            #expect(reasons?["time more than a day ahead"] ?? 0 == rejected)
            #expect(
                (source?["last_event"] as? String)?.hasPrefix(rejected == 0 ? "2038-01-19T03:14:08" : "2026-01-01")
                    == true)
        }
    }

    @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
    func `case 34: a report is the same in every time zone, whatever hour it leaves out`(zone: String) throws {
        // Around the changes of the clock in Europe, America and on Lord Howe.
        let days = ["2025-03-09T06:59:59Z", "2025-03-30T00:59:59Z", "2025-04-05T14:59:59Z", "2025-10-26T00:59:59Z"]
        let seconds = try days.map { Int(try Date($0, strategy: .iso8601).timeIntervalSince1970) }
        let lines = seconds.flatMap { time in
            ["product_viewed", "added_to_cart", "checkout_started", "purchased"].enumerated().map { step, event in
                "{\"ts\":\(time + step),\"user_id\":\"u\(time)\",\"event\":\"\(event)\"}\n"
            }
        }
        try folder.write(lines.joined(), to: "changes.jsonl")
        let report = "funneltop report changes.jsonl --output json --funnel '\(Samples.funnel)'"
        let here = try numbers(Program.shell("TZ=UTC; export TZ; \(report)", in: folder.url))
        let there = try numbers(Program.shell("TZ=\(zone); export TZ; \(report)", in: folder.url))
        #expect(here == there)
        #expect(try Samples.counts(["changes.jsonl"], in: folder) == [4, 4, 4, 4])
    }

    @Test(.enabled(if: TmuxScreen.isThere, "tmux is not installed"))
    func `case 34: when summer time begins, the clock on the screen goes forward`() async throws {
        // A place whose clock goes three hours forward some seconds from now, as POSIX writes it.
        let change = Int(Date().timeIntervalSince1970) + 8
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let day = try #require(
            calendar.ordinality(
                of: .day, in: .year, for: Date(timeIntervalSince1970: TimeInterval(change))))
        let (hour, minute, second) = (change / 3600 % 24, change / 60 % 60, change % 60)
        let zone = "WIN0SUM-3,\(day - 1)/\(hour):\(minute):\(second),\((day + 30) % 365)"
        let screen = try TmuxScreen(
            "funneltop events.jsonl --funnel '\(Samples.funnel)'", in: folder, environment: "TZ='\(zone)'")
        try await screen.wait(for: "a clock three hours ahead of UTC") { text in
            guard let shown = text.firstMatch(of: /(\d\d):\d\d:\d\d *\n/).flatMap({ Int($0.1) }) else { return false }
            // Between the two looks the hour may change.
            return (2...4).contains((shown - Int(Date().timeIntervalSince1970) / 3600 % 24 + 24) % 24)
        }
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }
}
