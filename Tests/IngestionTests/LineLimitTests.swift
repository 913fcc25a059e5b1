import Analytics
import ByteSources
import Expressions
import Testing

@testable import Ingestion

/// Lines at the limit count, lines over it are left out and counted, whatever the limit and the format.
@Suite struct LineLimitTests {
    /// A line of so many bytes of each format.
    private static func line(_ format: InputFormat, _ user: String, length: Int) -> String {
        let (before, after) =
            switch format {
            case .jsonl: (#"{"ts":"2026-11-20T00:00:00Z","user_id":"\#(user)","event":"a","note":""#, "\"}")
            case .csv: ("2026-11-20T00:00:00Z,\(user),a,", "")
            default: ("ts=2026-11-20T00:00:00Z user_id=\(user) event=a note=", "")
            }
        return before + String(repeating: "n", count: length - before.utf8.count - after.utf8.count) + after
    }

    private func source(_ format: InputFormat, limit: Int?, _ lengths: [Int]) throws -> SourceSnapshot {
        let files = try TemporaryFiles()
        var lines = lengths.enumerated().map { LineLimitTests.line(format, "u\($0.offset)", length: $0.element) }
        lines.insert(LineLimitTests.line(format, "first", length: 200), at: 0)
        lines.append(LineLimitTests.line(format, "last", length: 200))
        if format == .csv { lines.insert("ts,user_id,event,note", at: 0) }
        var description = InputDescription()
        description.lineLimit = limit
        let settings = IntakeSettings(
            origins: [.files(SourcePattern(try files.write("a.log", lines)))], description: description, follows: false)
        let intake = try Intake(
            settings, AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b")]))
        intake.readToEnd { .zero }
        return intake.snapshot(SnapshotRequest()).source
    }

    @Test(arguments: [InputFormat.jsonl, .csv, .logfmt], [nil, 1_024, 100_000, 4 << 20])
    func `case 20: at the limit a line counts, one byte more is too much`(format: InputFormat, limit: Int?) throws {
        let most = limit ?? 65_536
        let source = try source(format, limit: limit, [most, most + 1, most - 1, most + 1_000, 3 * most])
        #expect(source.inputs[0].format == format.rawValue)
        #expect(source.events == 4)
        #expect(source.rejected == [.tooLong: 3])
        #expect(source.inputs[0].lines == (format == .csv ? 8 : 7))
        let examples = source.rejectedExamples.map(\.line)
        #expect(examples.map(\.line) == (format == .csv ? [4, 6, 7] : [3, 5, 6]))
        let beginning = LineLimitTests.line(format, "u1", length: most + 1).prefix(200)
        #expect(examples.first == RejectedLine(line: format == .csv ? 4 : 3, reason: .tooLong, text: String(beginning)))
    }

    @Test(arguments: [true, false], [true, false])
    func `a last line that is too long is counted and shown`(hasEnd: Bool, follows: Bool) throws {
        let files = try TemporaryFiles()
        let lines = (0..<3).map { LineLimitTests.line(.jsonl, "u\($0)", length: $0 < 2 ? 200 : 70_000) }
        let path = try files.write("a.log", text: lines.joined(separator: "\n") + (hasEnd ? "\n" : ""))
        var settings = IntakeSettings(
            origins: [.files(SourcePattern(path))], description: InputDescription(), follows: follows)
        settings.keepsState = follows
        let configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b")])
        var intake = try Intake(settings, configuration)
        if follows {
            while intake.round(now: .zero, chunks: 64) {}
        } else {
            intake.readToEnd { .zero }
        }
        func expectOneTooLong(lines: Int) {
            let source = intake.snapshot(SnapshotRequest()).source
            #expect(source.inputs[0].lines == lines)
            #expect(source.rejected == [.tooLong: 1])
            #expect(source.rejectedExamples.map(\.line.line) == [3])
            #expect(source.rejectedExamples.map(\.line.text.count) == [200])
        }
        expectOneTooLong(lines: 3)
        guard follows else { return }
        // What comes behind it, now or in a later run, leaves it where it was.
        intake = try Intake.resumed(intake.saved(), settings, configuration, latenessIsGiven: true)
        while intake.round(now: .seconds(1), chunks: 64) {}
        expectOneTooLong(lines: 3)
        try files.append("a.log", (hasEnd ? [] : ["end"]) + [LineLimitTests.line(.jsonl, "next", length: 200)])
        while intake.round(now: .seconds(2), chunks: 64) {}
        expectOneTooLong(lines: 4)
        intake = try Intake.resumed(intake.saved(), settings, configuration, latenessIsGiven: true)
        while intake.round(now: .seconds(3), chunks: 64) {}
        expectOneTooLong(lines: 4)
    }

    @Test func `a record of a JSON document may be as long`() throws {
        let files = try TemporaryFiles()
        let note = String(repeating: "n", count: 300_000)
        let long = [#"{"ts":"2026-11-20T00:00:00Z","user_id":"u","event":"a","#, #""note":"\#(note)"}"#]
        let short = [#"{"ts":"2026-11-20T00:00:01Z","user_id":"v","event":"a"}"#]
        let shortFirst = try files.write("a.json", ["["] + short + [","] + long + ["]"])
        let longFirst = try files.write("b.json", ["["] + long + [","] + short + ["]"])
        for (path, limit, events) in [(shortFirst, nil, 1), (shortFirst, 1 << 20, 2), (longFirst, 1 << 20, 2)] {
            var description = InputDescription()
            description.lineLimit = limit
            let settings = IntakeSettings(
                origins: [.files(SourcePattern(path))], description: description, follows: false)
            let intake = try Intake(settings, AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b")]))
            intake.readToEnd { .zero }
            #expect(intake.snapshot(SnapshotRequest()).source.events == events)
        }
    }
}
