import Analytics
import ByteSources
import Foundation
import SeededNumbers
import StateFiles
import Testing

@testable import Ingestion

/// A reading that is stopped and taken up again ends with the numbers of one that was not.
@Suite struct ResumingTests {
    private func compare(_ one: Snapshot, _ other: Snapshot, _ what: String) {
        #expect(one.source == other.source, "\(what)")
        let sameFunnels = one.funnels == other.funnels
        #expect(sameFunnels, "\(what)")
        // The whole is too much to be printed.
        let same = one == other
        #expect(same, "\(what)")
    }

    @Test(arguments: 1...12) func `however often a growing, rotating file is left and taken up again`(seed: Int) throws
    {
        let files = try TemporaryFiles()
        let log = RotatingLog(path: try files.write("app.jsonl", text: ""), seed: UInt64(seed))
        let trial = try StateTrial([log.path], lateness: seed % 2 == 0 ? .all : .bounded(.seconds(60)))
        var generator = SeededGenerator(seed: UInt64(seed) &* 7919)
        let undisturbed = try trial.begin()
        var disturbed = try trial.begin()
        for step in 0..<60 {
            log.step()
            let now = Duration.seconds(step)
            trial.readAll(undisturbed, at: now)
            trial.readAll(disturbed, at: now)
            if Int.random(in: 0..<4, using: &generator) == 0 { disturbed = try trial.resumed(disturbed) }
        }
        log.finishLine()
        trial.readAll(undisturbed, at: .seconds(61))
        trial.readAll(disturbed, at: .seconds(61))
        compare(trial.numbers(disturbed), trial.numbers(undisturbed), "seed \(seed)")
        #expect(undisturbed.state.eventTotal > 300)
    }

    @Test(arguments: 1...8) func `a file that changes while nobody reads it`(seed: Int) throws {
        let files = try TemporaryFiles()
        let log = RotatingLog(path: try files.write("app.jsonl", text: ""), seed: UInt64(seed))
        let trial = try StateTrial([log.path])
        var generator = SeededGenerator(seed: UInt64(seed) &* 104_729)
        let undisturbed = try trial.begin()
        var disturbed = try trial.begin()
        trial.readAll(undisturbed, at: .zero)
        trial.readAll(disturbed, at: .zero)
        for round in 1...10 {
            let saved = disturbed.saved()
            for step in 0..<Int.random(in: 1...3, using: &generator) {
                if step == 1 { log.rotate() } else { log.append(20) }
                trial.readAll(undisturbed, at: .seconds(round * 10 + step))
            }
            disturbed = try Intake.resumed(saved, trial.settings, trial.configuration, latenessIsGiven: true)
            trial.readAll(disturbed, at: .seconds(round * 10 + 9))
        }
        log.finishLine()
        trial.readAll(undisturbed, at: .seconds(200))
        trial.readAll(disturbed, at: .seconds(200))
        compare(trial.numbers(disturbed), trial.numbers(undisturbed), "seed \(seed)")
    }

    @Test(arguments: 1...8) func `a pattern that names the rotated files, too`(seed: Int) throws {
        let files = try TemporaryFiles()
        let log = RotatingLog(path: try files.write("app.jsonl", text: ""), seed: UInt64(seed))
        let trial = try StateTrial([log.path + "*"])
        var generator = SeededGenerator(seed: UInt64(seed) &* 613)
        log.append(70)
        let undisturbed = try trial.begin()
        var disturbed = try trial.begin()
        trial.readAll(undisturbed, at: .zero)
        trial.readAll(disturbed, at: .zero)
        for round in 1...8 {
            let saved = disturbed.saved()
            for step in 0..<Int.random(in: 1...3, using: &generator) {
                if step == 1 { log.rotate() } else { log.append(70) }
                trial.readAll(undisturbed, at: .seconds(round * 10 + step))
            }
            disturbed = try Intake.resumed(saved, trial.settings, trial.configuration, latenessIsGiven: true)
            trial.readAll(disturbed, at: .seconds(round * 10 + 9))
        }
        log.finishLine()
        trial.readAll(undisturbed, at: .seconds(200))
        trial.readAll(disturbed, at: .seconds(200))
        let (one, other) = (trial.numbers(disturbed), trial.numbers(undisturbed))
        #expect(one.source.events == other.source.events, "seed \(seed)")
        #expect(one.source.rejected == other.source.rejected, "seed \(seed)")
        #expect(one.source.duplicates == other.source.duplicates, "seed \(seed)")
        let sameFunnels = one.funnels == other.funnels
        #expect(sameFunnels, "seed \(seed)")
    }

    @Test(arguments: 1...10) func `several files in the middle of being merged`(seed: Int) throws {
        let files = try TemporaryFiles()
        var generator = SeededGenerator(seed: UInt64(seed) &* 31)
        var lines = ShopLines(seed: UInt64(seed))
        var parts: [[String]] = [[], [], []]
        for _ in 0..<3000 { parts[Int.random(in: 0..<3, using: &generator)].append(lines.next()) }
        let paths = try parts.enumerated().map { try files.write("\($0.offset).jsonl", $0.element) }
        let trial = try StateTrial(paths, lateness: seed % 2 == 0 ? .all : .bounded(.seconds(60)))
        let undisturbed = try trial.begin()
        trial.readAll(undisturbed, at: .zero)
        var disturbed = try trial.begin()
        var resumptions = 0
        while disturbed.round(now: .zero, chunks: 1) {
            resumptions += 1
            disturbed = try trial.resumed(disturbed)
        }
        #expect(resumptions > 1)
        compare(trial.numbers(disturbed), trial.numbers(undisturbed), "seed \(seed)")
    }

    @Test func `many files of which one ends long before the others`() throws {
        let files = try TemporaryFiles()
        var lines = ShopLines(seed: 5)
        let text = (0..<40_000).map { _ in lines.next() }
        let long = try files.write("long.jsonl", text.enumerated().filter { $0.offset % 20 != 0 }.map(\.element))
        let short = try files.write("short.jsonl", text.enumerated().filter { $0.offset % 20 == 0 }.map(\.element))
        let trial = try StateTrial([long, short], lateness: .bounded(.seconds(60)))
        let undisturbed = try trial.begin()
        trial.readAll(undisturbed, at: .zero)
        var disturbed = try trial.begin()
        while disturbed.round(now: .zero, chunks: 1) { disturbed = try trial.resumed(disturbed) }
        compare(trial.numbers(disturbed), trial.numbers(undisturbed), "")
    }

    @Test func `a compressed file in its middle`() throws {
        let files = try TemporaryFiles()
        var lines = ShopLines(seed: 6)
        let text = (0..<20_000).map { _ in lines.next() + "\n" }.joined()
        let path = try files.write("a.jsonl.gz", text: "")
        try Data(StoredGzip.bytes(of: Array(text.utf8))).write(to: URL(fileURLWithPath: path))
        let trial = try StateTrial([path])
        let undisturbed = try trial.begin()
        trial.readAll(undisturbed, at: .zero)
        var disturbed = try trial.begin()
        var resumptions = 0
        while disturbed.round(now: .zero, chunks: 1) {
            disturbed = try trial.resumed(disturbed)
            resumptions += 1
        }
        #expect(resumptions > 1)
        #expect(undisturbed.source.inputs.map(\.encodings) == [["gzip"]])
        compare(trial.numbers(disturbed), trial.numbers(undisturbed), "")
    }

    @Test func `a file in UTF-16, in documents and with lines in their order`() throws {
        for (name, encode) in Self.encodings() {
            let files = try TemporaryFiles()
            let path = try files.write("a.json", text: "")
            var lines = ShopLines(seed: 9)
            let all = (0..<200).map { _ in lines.next() }
            let trial = try StateTrial([path])
            let undisturbed = try trial.begin()
            var disturbed = try trial.begin()
            for (step, part) in stride(from: 0, to: 200, by: 40).enumerated() {
                try encode(Array(all[part..<part + 40]), step == 0).write(to: URL(fileURLWithPath: path), append: true)
                trial.readAll(undisturbed, at: .seconds(step))
                trial.readAll(disturbed, at: .seconds(step))
                disturbed = try trial.resumed(disturbed)
                trial.readAll(disturbed, at: .seconds(step))
            }
            compare(trial.numbers(disturbed), trial.numbers(undisturbed), name)
            #expect(undisturbed.state.eventTotal > 150, "\(name)")
        }
    }

    private static func encodings() -> [(String, ([String], Bool) -> Data)] {
        [
            (
                "UTF-16",
                { lines, isFirst in
                    var data = isFirst ? Data([0xFF, 0xFE]) : Data()
                    for line in lines { data += (line + "\n").data(using: .utf16LittleEndian) ?? Data() }
                    return data
                }
            ),
            ("documents", { lines, isFirst in Data(((isFirst ? "[" : ",") + lines.joined(separator: ",\n")).utf8) }),
            ("CR", { lines, _ in Data(lines.map { $0 + "\r" }.joined().utf8) }),
        ]
    }

    @Test func `rows of delimited text, whose names stand at the top alone`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.csv", ["time,user,event", "2026-01-01T00:00:00Z,a,viewed"])
        let trial = try StateTrial([path])
        var intake = try trial.begin()
        trial.readAll(intake, at: .zero)
        intake = try trial.resumed(intake)
        try files.append("a.csv", ["2026-01-01T00:01:00Z,a,cart"])
        trial.readAll(intake, at: .seconds(1))
        intake = try trial.resumed(intake)
        try files.append("a.csv", ["2026-01-01T00:02:00Z,a,paid"])
        trial.readAll(intake, at: .seconds(2))
        #expect(intake.snapshot(SnapshotRequest()).funnels[0].steps.map(\.count) == [1, 1, 1])
        #expect(intake.source.inputs.map(\.lines) == [4])
        #expect(intake.source.rejected == [:])
    }

    @Test func `the columns that a log file told of long ago are remembered`() throws {
        let files = try TemporaryFiles()
        let path = try files.write(
            "a.log",
            [
                "#Version: 1.0", "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
                "2026-01-01 00:00:00 10.0.0.1 GET /a 200", "#Fields: date time cs-method cs-uri-stem c-ip sc-status",
                "2026-01-01 00:00:10 GET /b 10.0.0.1 200",
            ])
        let trial = try StateTrial([path])
        var intake = try trial.begin()
        trial.readAll(intake, at: .zero)
        intake = try trial.resumed(intake)
        try files.append("a.log", ["2026-01-01 00:00:20 GET /c 10.0.0.1 200"])
        trial.readAll(intake, at: .seconds(1))
        #expect(intake.snapshot(SnapshotRequest()).users == 1)
        #expect(intake.source.inputs.map(\.events) == [3])
    }

    @Test func `a file that is not named any more stays counted and is told of`() throws {
        let files = try TemporaryFiles()
        var lines = ShopLines(seed: 3)
        let paths = try ["a.jsonl", "b.jsonl"].map { try files.write($0, (0..<50).map { _ in lines.next() }) }
        let both = try StateTrial(paths)
        let intake = try both.begin()
        both.readAll(intake, at: .zero)
        let one = try StateTrial([paths[1]])
        let later = try Intake.resumed(intake.saved(), one.settings, one.configuration, latenessIsGiven: true)
        one.readAll(later, at: .seconds(1))
        #expect(later.state.eventTotal == intake.state.eventTotal)
        #expect(later.notNamedAnyMore == ["the state also counts \(paths[0]), not named in this run and not read on"])
        try files.append("a.jsonl", [lines.next()])
        let again = try Intake.resumed(later.saved(), both.settings, both.configuration, latenessIsGiven: true)
        both.readAll(again, at: .seconds(2))
        #expect(again.source.inputs.map(\.lines) == [51, 50])
        #expect(again.notNamedAnyMore == [])
    }

    @Test func `other funnels, another filter or another input description are foreign`() throws {
        let files = try TemporaryFiles()
        var lines = ShopLines(seed: 3)
        let trial = try StateTrial([try files.write("a.jsonl", (0..<50).map { _ in lines.next() })])
        let intake = try trial.begin()
        trial.readAll(intake, at: .zero)
        let saved = intake.saved()
        func refusal(_ change: (inout AnalyticsConfiguration, inout IntakeSettings) -> Void) -> StateRefusal? {
            var configuration = trial.configuration
            var settings = trial.settings
            change(&configuration, &settings)
            do throws(StateRefusal) {
                _ = try Intake.resumed(saved, settings, configuration, latenessIsGiven: true)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal { _, _ in } == nil)
        #expect(
            refusal { configuration, _ in configuration.breakdowns = [] }
                == .foreign("was made with other settings (breakdown by \"country\")"))
        #expect(
            refusal { configuration, _ in configuration.lateness = .bounded(.seconds(5)) }
                == .foreign("was made with other settings (lateness)"))
        #expect(
            refusal { _, settings in settings.origins.append(.files(SourcePattern("elsewhere.jsonl"))) } == nil)
        var described = trial.settings
        described.description.fields.user = "customer"
        let refused = refusal { _, settings in
            settings = IntakeSettings(
                origins: settings.origins, description: described.description, follows: true)
        }
        #expect(refused == .foreign("was made with other settings (input fields)"))
    }

    @Test func `the lateness of the state holds where none is asked for`() throws {
        let files = try TemporaryFiles()
        let trial = try StateTrial([try files.write("a.jsonl", text: "")], lateness: .bounded(.seconds(77)))
        let saved = try trial.begin().saved()
        var other = trial.configuration
        other.lateness = .all
        let resumed = try Intake.resumed(saved, trial.settings, other, latenessIsGiven: false)
        #expect(resumed.configuration.lateness == .bounded(.seconds(77)))
    }

    @Test func `a body cut short or changed is refused or read, and never ends the program`() throws {
        let files = try TemporaryFiles()
        var lines = ShopLines(seed: 4)
        let trial = try StateTrial([try files.write("a.jsonl", (0..<30).map { _ in lines.next() })])
        let intake = try trial.begin()
        trial.readAll(intake, at: .zero)
        let saved = intake.saved()
        func take(_ body: [UInt8]) -> Bool {
            let changed = SavedState(fingerprint: saved.fingerprint, body: body)
            return (try? Intake.resumed(changed, trial.settings, trial.configuration, latenessIsGiven: true)) != nil
        }
        #expect(take(saved.body))
        #expect(!take(saved.body + [0]))
        for length in stride(from: 0, to: saved.body.count, by: max(1, saved.body.count / 300)) {
            #expect(!take(Array(saved.body[..<length])), "cut after \(length)")
        }
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<300 {
            var body = saved.body
            for _ in 0..<3 {
                body[Int.random(in: 0..<body.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = take(body)
        }
    }
}

extension Data {
    fileprivate func write(to url: URL, append: Bool) throws {
        let handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        try handle.write(contentsOf: self)
        try handle.close()
    }
}
