import Analytics
import ByteSources
import Decoding
import Expressions
import Foundation
import Testing

@testable import Ingestion

/// Events ahead of the machine's clock.
extension ClockJumpTests {
    @Test func `case 34: events more than a day ahead are left out, make none late, and count when the clock is there`()
        throws
    {
        clock.set(Self.start)
        let bound: Int64 = 300_000_000
        let path = try files.write(
            "a.jsonl",
            [
                event("a", "viewed", at: Self.start), event("wrong", "viewed", at: Self.start + bound + 1_000_000),
                event("a", "cart", at: Self.start + 1_000_000), event("wrong", "cart", at: Self.beyond32Bits),
                event("b", "viewed", at: Self.start + 2_000_000),
            ])
        let trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        let intake = try Intake(settings(path), trial.configuration)
        func read() -> SourceSnapshot {
            trial.readAll(intake, at: .zero)
            return intake.snapshot(SnapshotRequest()).source
        }
        var source = read()
        #expect(source.events == 3 && source.late == 0)
        #expect(source.rejected == [.future: 2])
        #expect(source.lastEvent == Timestamp(microseconds: Self.start + 2_000_000))

        // Five minutes ahead to the microsecond is still taken.
        try files.append("a.jsonl", [event("c", "viewed", at: Self.start + bound)])
        source = read()
        #expect(source.events == 4)
        #expect(source.rejected == [.future: 2])

        clock.move(by: 3 * MovableClock.hour)
        try files.append("a.jsonl", [event("d", "viewed", at: Self.start + bound + 3 * MovableClock.hour)])
        source = read()
        #expect(source.events == 5)
        #expect(source.rejected == [.future: 2])

        // Back again: what was taken stays, what is ahead now is not taken.
        clock.move(by: -6 * MovableClock.hour)
        try files.append("a.jsonl", [event("e", "viewed", at: Self.start + bound + 3 * MovableClock.hour)])
        source = read()
        #expect(source.events == 5)
        #expect(source.rejected == [.future: 3])
        #expect(intake.snapshot(SnapshotRequest()).funnels[0].steps.map(\.count) == [4, 1, 0])

        clock.set(Self.beyond32Bits)
        try files.append("a.jsonl", [event("f", "viewed", at: Self.beyond32Bits)])
        source = read()
        #expect(source.events == 6)
        #expect(source.lastEvent == Timestamp(microseconds: Self.beyond32Bits))
    }

    @Test func `case 34: what is ahead is rejected by input, with its line, after a restart too`() throws {
        clock.set(Self.start)
        func lines(_ input: Int) -> [String] {
            let events = (0..<40).map { row in
                event(
                    "u\(input)", "viewed", at: (row % 10 == 9 ? Self.beyond32Bits : Self.start) + Int64(row) * 1_000_000
                )
            }
            return events + ["malformed"]
        }
        let paths = try ["a.jsonl", "b.jsonl"].enumerated().map { try files.write($0.element, lines($0.offset)) }
        let settings = settings(paths[0].replacing("a.jsonl", with: "*.jsonl"))
        let trial = try StateTrial([], lateness: .bounded(.seconds(60)))
        var intake = try Intake(settings, trial.configuration)
        trial.readAll(intake, at: .zero)
        func expect(_ times: Int, _ location: SourceLocation = #_sourceLocation) {
            let source = intake.snapshot(SnapshotRequest()).source
            #expect(source.rejected == [.future: 8 * times, .malformed: 2 * times], sourceLocation: location)
            #expect(source.inputs.map(\.events) == [36 * times, 36 * times], sourceLocation: location)
            #expect(source.inputs.map(\.rejected) == [5 * times, 5 * times], sourceLocation: location)
            #expect(source.events == 72 * times, sourceLocation: location)
            let examples = source.rejectedExamples.filter { $0.line.reason == .future }
            #expect(examples.prefix(4).map(\.line.line) == [10, 20, 30, 40], sourceLocation: location)
            #expect(examples.prefix(4).allSatisfy { $0.path.hasSuffix("a.jsonl") && $0.line.text.contains("u0") })
            #expect(source.rejectedExamples.contains { $0.line.reason == .malformed }, sourceLocation: location)
        }
        expect(1)
        intake = try Intake.resumed(intake.saved(), settings, trial.configuration, latenessIsGiven: true)
        trial.readAll(intake, at: .seconds(1))
        expect(1)
        for (input, name) in ["a.jsonl", "b.jsonl"].enumerated() { try files.append(name, lines(input)) }
        trial.readAll(intake, at: .seconds(2))
        expect(2)
    }

    @Test(arguments: [nil, TimeSpan.seconds(60)])
    func `case 34: what is ahead keeps the rest of its file from nothing where files are merged`(lateness: TimeSpan?)
        throws
    {
        clock.set(Self.start)
        func lines(_ name: String) -> [String] {
            (0..<100).map { row in
                event("u\(row)", name, at: Self.start - MovableClock.hour + Int64(row) * 30_000_000)
            }
        }
        let paths = try ["viewed", "cart"].map { try files.write("\($0).jsonl", lines($0)) }
        var trial = try StateTrial(paths)
        trial.configuration.lateness = lateness.map { .bounded($0) } ?? .all
        func numbers() throws -> Snapshot {
            var settings = settings(paths[0])
            settings.origins = paths.map { .files(SourcePattern($0)) }
            let intake = try Intake(settings, trial.configuration)
            trial.readAll(intake, at: .zero)
            return intake.snapshot(SnapshotRequest())
        }
        let before = try numbers()
        #expect(before.funnels[0].steps.map(\.count) == [100, 100, 0] && before.source.late == 0)
        let ahead = [event("x", "viewed", at: Self.beyond32Bits), event("x", "viewed", at: Self.beyond32Bits)]
        _ = try files.write("viewed.jsonl", ahead + lines("viewed").prefix(50) + ahead + lines("viewed").dropFirst(50))
        let with = try numbers()
        #expect(with.funnels[0].steps.map(\.count) == [100, 100, 0])
        #expect(with.source.late == 0 && with.source.rejected == [.future: 4])
    }

    @Test func `case 34: a phone with a wrong clock makes nobody else's events late`() throws {
        let second: Int64 = 1_000_000
        clock.set(Self.start)
        let path = try files.write(
            "a.jsonl",
            [event("phone", "viewed", at: Self.start + 240 * second), event("u", "viewed", at: Self.start - second)])
        let trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        let intake = try Intake(settings(path), trial.configuration)
        trial.readAll(intake, at: .zero)
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == 2 && snapshot.source.late == 0)
        #expect(snapshot.now == Timestamp(microseconds: Self.start))
    }

    /// Lines with times as a program in a place nine hours ahead of UTC would write them.
    @Test(arguments: ["", "Z"]) func `case 34: times that name no zone may be of any place`(zone: String) throws {
        clock.set(Self.start)
        let path = try files.write(
            "a.jsonl",
            ["00", "01"].map {
                "{\"ts\":\"2026-01-01 09:00:\($0)\(zone)\",\"user_id\":\"u\",\"event\":\"viewed\"}"
            })
        let trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        let intake = try Intake(settings(path), trial.configuration)
        trial.readAll(intake, at: .zero)
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == (zone == "" ? 2 : 0))
        #expect(snapshot.source.rejected == (zone == "" ? [:] : [.future: 2]))
        #expect(snapshot.now == snapshot.source.lastEvent)

        var named = settings(path)
        named.description.timeZone = "+00:00"
        let strict = try Intake(named, trial.configuration)
        trial.readAll(strict, at: .zero)
        #expect(strict.snapshot(SnapshotRequest()).source.rejected == [.future: 2])
    }
}
