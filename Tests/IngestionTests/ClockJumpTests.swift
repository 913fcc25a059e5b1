import Analytics
import ByteSources
import Decoding
import Expressions
import Foundation
import Testing

@testable import Ingestion

/// The machine's clock jumps, and the numbers go by the times of the events.
@Suite struct ClockJumpTests {
    /// 2026-01-01, when the events begin.
    static let start: Int64 = 1_767_225_600_000_000
    /// 2038-01-19T03:14:08Z, which 32 bits cannot hold.
    static let beyond32Bits: Int64 = 2_147_483_648_000_000

    /// How far the clock jumps, again and again.
    private static let jumps: [[Int64]] = [
        [-3 * MovableClock.hour], [3 * MovableClock.hour], [beyond32Bits - start],
        [beyond32Bits - start, start - beyond32Bits], [-3 * MovableClock.hour, 6 * MovableClock.hour],
    ]

    let files: TemporaryFiles
    let clock = MovableClock(start + MovableClock.hour)

    init() throws { files = try TemporaryFiles() }

    func settings(_ path: String, _ clock: MovableClock? = nil) -> IntakeSettings {
        let clock = clock ?? self.clock
        var settings = IntakeSettings(
            origins: [.files(SourcePattern(path))], description: InputDescription(), follows: true)
        settings.keepsState = true
        settings.wallClock = { clock.now }
        return settings
    }

    func event(_ user: String, _ name: String, at time: Int64) -> String {
        "{\"ts\":\(Double(time) / 1_000_000),\"user_id\":\"\(user)\",\"event\":\"\(name)\"}"
    }

    /// A day ahead of the clock still counts, so that a clock that is wrong by hours leaves nothing out.
    private func lenientTrial(_ path: String) throws -> StateTrial {
        var trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        trial.configuration.ahead = .seconds(86_400)
        return trial
    }

    /// - Parameter isClockBehind: the events are ahead of the clock, so that for the first no window is over yet.
    private func expectSame(_ one: Snapshot, _ other: Snapshot, isClockBehind: Bool) {
        func counts(_ snapshot: Snapshot) -> [[Int]] {
            snapshot.funnels.flatMap { [$0.steps.map(\.count)] + $0.breakdowns[0].values.map(\.counts) }
                + [[snapshot.users, snapshot.traffic.sessions.count], snapshot.eventCounts.map(\.count)]
        }
        #expect(counts(one) == counts(other))
        let same = one == other
        #expect(same != isClockBehind)
    }

    @Test(arguments: jumps) func `case 34: a clock that jumps changes no number`(jumps: [Int64]) throws {
        var shop = ShopLines(seed: 34)
        let lines = (0..<400).map { _ in shop.next() }
        let path = try files.write("a.jsonl", text: "")
        let trial = try lenientTrial(path)
        let undisturbed = try Intake(settings(path, MovableClock(clock.now)), trial.configuration)
        let disturbed = try Intake(settings(path), trial.configuration)
        let parts = jumps.count + 1
        for part in 0..<parts {
            let rows = lines[part * lines.count / parts..<(part + 1) * lines.count / parts]
            try files.append("a.jsonl", Array(rows))
            trial.readAll(undisturbed, at: .seconds(part))
            trial.readAll(disturbed, at: .seconds(part))
            if part < jumps.count { clock.move(by: jumps[part]) }
        }
        let (one, other) = (trial.numbers(disturbed), trial.numbers(undisturbed))
        #expect(one.source == other.source)
        #expect(one.source.rejected[.future] == nil && one.source.late == 0)
        expectSame(one, other, isClockBehind: jumps.reduce(0, +) < 0)
        #expect(one.source.events > 300)
    }

    @Test(arguments: jumps) func `case 34: a state is taken up again after a jump, and nothing counts twice`(
        jumps: [Int64]
    ) throws {
        var shop = ShopLines(seed: 35)
        let path = try files.write("a.jsonl", text: "")
        let trial = try lenientTrial(path)
        let undisturbed = try Intake(settings(path, MovableClock(clock.now)), trial.configuration)
        var disturbed = try Intake(settings(path), trial.configuration)
        for (step, jump) in (jumps + [0]).enumerated() {
            try files.append("a.jsonl", (0..<100).map { _ in shop.next() })
            trial.readAll(undisturbed, at: .seconds(step))
            trial.readAll(disturbed, at: .seconds(step))
            clock.move(by: jump)
            disturbed = try Intake.resumed(
                disturbed.saved(), settings(path), trial.configuration, latenessIsGiven: true)
            trial.readAll(disturbed, at: .seconds(step))
        }
        let (one, other) = (trial.numbers(disturbed), trial.numbers(undisturbed))
        #expect(one.source == other.source)
        expectSame(one, other, isClockBehind: jumps.reduce(0, +) < 0)
    }

    @Test func `case 34: what a wrong clock let in stays in the state, and what follows is late and counted so`() throws
    {
        let path = try files.write("a.jsonl", [event("a", "viewed", at: Self.start)])
        let trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        clock.set(Self.beyond32Bits)
        let wrong = try Intake(settings(path), trial.configuration)
        trial.readAll(wrong, at: .zero)
        try files.append("a.jsonl", [event("b", "viewed", at: Self.beyond32Bits)])
        trial.readAll(wrong, at: .seconds(1))

        clock.set(Self.start)
        let right = try Intake.resumed(wrong.saved(), settings(path), trial.configuration, latenessIsGiven: true)
        try files.append("a.jsonl", [event("a", "cart", at: Self.start + 5_000_000)])
        trial.readAll(right, at: .seconds(2))
        let snapshot = right.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == 2 && snapshot.source.late == 1)
        #expect(snapshot.source.rejected == [:])
        #expect(snapshot.funnels[0].steps.map(\.count) == [2, 0, 0])
    }

    @Test func `case 34: both readings of a file see the same events, however the clock goes on`() throws {
        let second: Int64 = 1_000_000
        clock.set(Self.start)
        let path = try files.write(
            "a.jsonl",
            [
                event("u", "cart", at: Self.start + 2 * second), event("u", "viewed", at: Self.start + second),
                event("v", "viewed", at: Self.start + 301 * second),
            ])
        var trial = try StateTrial([path])
        trial.follows = false
        var settings = settings(path)
        settings.follows = false
        settings.keepsState = false
        let clock = clock
        settings.wallClock = {
            clock.move(by: second)
            return clock.now
        }
        let intake = try Intake(settings, trial.configuration)
        intake.readToEnd { .zero }
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(intake.firstReading != nil)
        #expect(snapshot.source.events == 3 && snapshot.funnels[0].steps.map(\.count) == [2, 1, 0])
    }

    @Test func `case 34: windows go by the events' times, however far the clock goes between them`() throws {
        let minute: Int64 = 60_000_000
        let path = try files.write(
            "a.jsonl", [event("in", "viewed", at: Self.start), event("out", "viewed", at: Self.start)])
        let trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        let intake = try Intake(settings(path), trial.configuration)
        trial.readAll(intake, at: .zero)
        clock.move(by: 3 * MovableClock.hour)
        try files.append("a.jsonl", [event("in", "cart", at: Self.start + 10 * minute)])
        trial.readAll(intake, at: .seconds(3 * 3600))
        // Not a moment later by the clock, too late by the event.
        try files.append("a.jsonl", [event("out", "cart", at: Self.start + 10 * minute + 1)])
        trial.readAll(intake, at: .seconds(3 * 3600))
        #expect(intake.snapshot(SnapshotRequest()).funnels[0].steps.map(\.count) == [2, 1, 0])
    }

    private static let berlin = FileBeginning.bytes(of: "/usr/share/zoneinfo/Europe/Berlin")
        .flatMap { TimeZoneTable(tzif: $0) }

    @Test(.enabled(if: berlin != nil, "there is no time zone database"))
    func `case 34: the hour that a place leaves out or repeats makes no time negative`() throws {
        let path = try files.write(
            "a.csv",
            [
                "time,user,event",
                // On 29 March the clock goes from 2 to 3: three minutes lie between these.
                "2026-03-29 01:58:00,spring,viewed", "2026-03-29 03:01:00,spring,cart",
                // On 25 October it goes from 3 back to 2; a time that is there twice is the first.
                "2026-10-25 02:55:00,autumn,viewed", "2026-10-25 02:58:00,autumn,cart",
                "2026-10-25 02:05:00,winter,viewed", "2026-10-25 03:01:00,winter,viewed",
            ])
        clock.set(Self.beyond32Bits)
        var settings = settings(path)
        settings.timeZone = Self.berlin
        settings.description.timeZone = "Europe/Berlin"
        let trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        let intake = try Intake(settings, trial.configuration)
        trial.readAll(intake, at: .zero)
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == 5 && snapshot.source.late == 1)
        #expect(snapshot.source.lastEvent == Timestamp(microseconds: 1_792_893_660_000_000))
        #expect(snapshot.funnels[0].steps.map(\.count) == [3, 2, 0])
        let seconds = snapshot.funnels[0].steps[1].fromPrevious
        #expect(seconds?.average == 180)
    }

    @Test(.timeLimit(.minutes(2))) func `case 34: neither the lag nor the rate is ever negative`() async throws {
        let newest = Self.start + 2_000_000
        let path = try files.write(
            "a.jsonl", [event("a", "viewed", at: Self.start), event("a", "cart", at: newest)])
        let trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
        let slot = LatestSlot<Snapshot>()
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self)
        let clock = clock
        clock.set(newest + 5_000_000)
        let ingestion = try LiveIngestion(
            configuration: trial.configuration, request: SnapshotRequest(), framesPerSecond: 30, slot: slot,
            settings: {
                var settings = IntakeSettings(
                    origins: [.files(SourcePattern(path))], description: InputDescription(), follows: true)
                settings.wallClock = { clock.now }
                return settings
            }, wake: { wake.yield() })
        await ingestion.start()
        var snapshots = wakes.makeAsyncIterator()
        var lowest = 0.0
        func next(where isWanted: (SourceSnapshot) -> Bool) async -> SourceSnapshot? {
            while await snapshots.next(isolation: nil) != nil {
                guard let source = slot.take()?.source else { continue }
                lowest = min(lowest, source.eventsPerSecond ?? 0, source.lagSeconds ?? 0)
                if isWanted(source) { return source }
            }
            return nil
        }
        #expect(await next { $0.lagSeconds == 5 }?.events == 2)
        clock.move(by: -3 * MovableClock.hour)
        #expect(await next { $0.lagSeconds == 0 }?.events == 2)
        clock.move(by: 6 * MovableClock.hour)
        #expect(await next { $0.lagSeconds == 10_805 }?.events == 2)
        clock.set(Self.beyond32Bits)
        #expect(await next { $0.lagSeconds == nil }?.events == 2)
        #expect(lowest == 0)
        #expect(await ingestion.close() == nil)
    }
}
