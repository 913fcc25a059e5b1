import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// Which events are too late, and which too far ahead of the clock.
struct WatermarkTests {
    private func configuration(
        late: TimeSpan? = .seconds(60), ahead: TimeSpan = .seconds(300)
    ) throws -> AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b within 1h")])
        configuration.lateness = late.map { .bounded($0) } ?? .all
        configuration.ahead = ahead
        return configuration
    }

    private func event(_ user: String, _ name: String, _ seconds: Int64) -> ReferenceEvent {
        ReferenceEvent(user: user, event: name, time: seconds * 1_000_000, arrival: 0)
    }

    @Test func `an event ahead of the clock counts and makes no other late`() throws {
        var driver = try EngineDriver(try configuration())
        driver.setClock(1000)
        driver.add([event("phone", "a", 1300), event("u", "a", 940), event("v", "a", 939)])
        let snapshot = driver.snapshot()
        #expect(snapshot.source.events == 2 && snapshot.source.late == 1)
        #expect(snapshot.source.rejected == [:])
        #expect(snapshot.now == Timestamp(microseconds: 1_000_000_000))
        #expect(snapshot.source.lastEvent == Timestamp(microseconds: 1_300_000_000))
    }

    @Test func `an event further ahead is of the future, and counts when the clock has come near`() throws {
        var driver = try EngineDriver(try configuration())
        driver.setClock(1000)
        driver.add([event("u", "a", 1301)])
        var source = driver.snapshot().source
        #expect(source.events == 0 && driver.ahead.count == 1 && source.lastEvent == nil)
        driver.setClock(1001)
        driver.add([event("u", "a", 1301)])
        source = driver.snapshot().source
        #expect(source.events == 1 && driver.ahead.count == 1)
    }

    @Test(arguments: [1, 300]) func `what is ahead is told by its input and line, however rows come together`(
        rowsOfRun: Int
    ) throws {
        var driver = try EngineDriver(try configuration())
        driver.setClock(1000)
        let batches = (0..<2).map { input in
            // Every hundredth is ahead; the lines of the first three of these were kept.
            let events = (0..<600).map { row in
                event("u\(input)", "a", row % 100 == 99 ? 2000 + Int64(row) : 1000)
            }
            var batch = driver.batch(events)
            batch.input = input
            batch.ahead = [99, 199, 299].map { row in
                (row, RejectedLine(line: row + 1, reason: .future, text: "\(input) \(row)"))
            }
            return batch
        }
        let runs = stride(from: 0, to: 600, by: rowsOfRun).flatMap { first in
            (0..<2).map { (batch: $0, rows: first..<min(600, first + rowsOfRun)) }
        }
        driver.add(driver.prepared(batches, runs))
        for input in 0..<2 {
            let ahead = driver.ahead.filter { $0.input == input }
            #expect(ahead.count == 6)
            #expect(ahead.compactMap(\.line?.text) == ["\(input) 99", "\(input) 199", "\(input) 299"])
        }
        #expect(driver.snapshot().source.events == 2 * 594)
    }

    @Test func `of rejected lines the first of every reason is shown`() {
        let reasons: [RejectReason] = [.malformed, .malformed, .malformed, .noUser, .malformed, .noTime, .noUser]
        let lines = reasons.enumerated().map { RejectedLine(line: $0.offset, reason: $0.element, text: "") }
        #expect(lines.examples(limit: 4, \.reason).map(\.line) == [0, 1, 3, 5])
        #expect(lines.examples(limit: 2, \.reason).map(\.line) == [0, 3, 5])
        #expect(lines.examples(limit: 100, \.reason) == lines)
    }

    @Test func `time goes on with the clock, never back, and never past the newest event`() {
        var watermark = Watermark(AnalyticsConfiguration(funnels: []))
        watermark.clock = 1_000_000_000
        #expect(watermark.time == nil && watermark.horizon == .min)
        #expect(watermark.admit(1_100_000_000) == .inTime)
        #expect(watermark.time == 1_000_000_000 && watermark.horizon == 940_000_000)
        watermark.clock = 500_000_000
        #expect(watermark.admit(800_000_001) == .ahead)
        #expect(watermark.admit(700_000_000) == .late(by: 300_000_000))
        #expect(watermark.time == 1_000_000_000)
        watermark.clock = 2_000_000_000
        #expect(watermark.admit(1_050_000_000) == .inTime)
        #expect(watermark.time == 1_050_000_000)
        #expect(watermark.first == 1_050_000_000 && watermark.newest == 1_100_000_000)
    }

    @Test func `bounds beyond all times do no harm`() throws {
        let endless = TimeSpan(microseconds: .max)
        var watermark = Watermark(try configuration(late: endless, ahead: endless))
        for clock in [Int64.max, .min, 0] {
            watermark.clock = clock
            let event = Int64(1_767_225_600_000_000)
            #expect(watermark.admit(event) == (clock == .min ? .ahead : .inTime))
        }
        #expect(watermark.admit(-2_208_988_800_000_000) == .inTime)
    }

    /// The rule as it is written down, event by event over all that came before.
    @Test func `the slow rule decides the same`() throws {
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let (late, ahead) = (Int64.random(in: 0...20, using: &random), Int64.random(in: 0...20, using: &random))
            var watermark = Watermark(try configuration(late: .seconds(late), ahead: .seconds(ahead)))
            var taken: [(time: Int64, clock: Int64)] = []
            for step in 0..<60 as Range<Int64> {
                let clock = (step + Int64.random(in: -10...10, using: &random)) * 1_000_000
                let time = (step + Int64.random(in: -40...40, using: &random)) * 1_000_000
                watermark.clock = clock
                let reached = taken.map { min($0.time, $0.clock) }.max()
                let expected: Watermark.Verdict
                if time > clock + ahead * 1_000_000 {
                    expected = .ahead
                } else if let reached, reached - time > late * 1_000_000 {
                    expected = .late(by: reached - time)
                } else {
                    expected = .inTime
                    taken.append((time, clock))
                }
                #expect(watermark.admit(time) == expected, "seed \(seed), step \(step)")
            }
            #expect(watermark.newest == taken.map(\.time).max())
            #expect(watermark.first == taken.map(\.time).min())
        }
    }

    @Test func `a range ends with the clock, and what is ahead of it comes into it later`() throws {
        var driver = try EngineDriver(try configuration())
        var request = SnapshotRequest()
        request.range = .fifteenMinutes
        driver.setClock(100_000)
        driver.add([event("u", "a", 99_990), event("phone", "a", 100_299)])
        var snapshot = driver.snapshot(request)
        #expect(snapshot.funnels[0].steps[0].count == 1)
        #expect(driver.snapshot().funnels[0].steps[0].count == 2)
        driver.setClock(100_400)
        driver.add([event("v", "a", 100_400)])
        snapshot = driver.snapshot(request)
        #expect(snapshot.funnels[0].steps[0].count == 3)
    }

    @Test func `a stream that begins ahead of the clock has a trend`() throws {
        var driver = try EngineDriver(try configuration())
        driver.setClock(100_000)
        driver.add([event("phone", "a", 100_299)])
        for range in [nil] + TimeLength.allCases.map(Optional.some) {
            var request = SnapshotRequest()
            request.range = range
            let snapshot = driver.snapshot(request)
            #expect(snapshot.source.events == 1 && !snapshot.funnels[0].trend.buckets.isEmpty)
        }
    }

    @Test func `what was ahead counts when it comes again in its time`() throws {
        var driver = try EngineDriver(try configuration())
        var early = event("u", "a", 1301)
        early.properties["id"] = "7"
        driver.setClock(1000)
        driver.add([early])
        driver.setClock(1001)
        driver.add([early, early])
        let source = driver.snapshot().source
        #expect(source.events == 1 && source.duplicates == 1 && driver.ahead.count == 1)
    }

    @Test func `a second reading leaves out the copies that the first did`() throws {
        var events: [ReferenceEvent] = []
        for index in 0..<400 as Range<Int64> {
            // Pairs out of order; an id comes again when it is forgotten, or not yet.
            var next = event(
                "u\(index % 7)", ["a", "b"][Int(index % 2)], 10_000 + index * 20 + (index % 2 == 0 ? 15 : 0))
            next.properties["id"] = "\(index % 170)"
            events.append(next)
        }
        var configuration = try configuration(late: nil)
        configuration.deduplicationWindow = .seconds(3000)
        var twice = try EngineDriver(configuration, canReadAgain: true)
        twice.read(events)
        var once = try EngineDriver(configuration)
        once.add(events)
        let (one, other) = (once.snapshot(), twice.snapshot())
        #expect(one.source.duplicates > 0 && one.source.events > 200)
        #expect(one.source == other.source && one.now == other.now)
        #expect(one.funnels[0].steps.map(\.count) == other.funnels[0].steps.map(\.count))
        #expect(one.funnels[0].steps.map(\.revenue) == other.funnels[0].steps.map(\.revenue))
    }

    @Test func `the time reached is kept with the numbers`() throws {
        var driver = try EngineDriver(try configuration())
        driver.setClock(1000)
        driver.add([event("phone", "a", 1200)])
        try driver.restore(driver.saved)
        driver.setClock(1000)
        driver.add([event("u", "a", 940), event("v", "a", 939)])
        let source = driver.snapshot().source
        #expect(source.events == 2 && source.late == 1)
    }
}
