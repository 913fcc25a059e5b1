import Analytics
import Expressions
import Testing

/// Numbers over a range against the reference: the users whose latest start lies in it, as things stood at its end.
struct RangeComparisonTests {
    /// What differs in the first snapshot that shows any difference.
    private struct Trial {
        var definition: FunnelDefinition
        var events: [ReferenceEvent]
        var range: TimeLength
        var breakdowns: [AnalyticsConfiguration.Breakdown]

        /// Microseconds of the grid's bucket, and how many of them the range has.
        var bucket: Int64 {
            switch range {
            case .fifteenMinutes: 15_000_000
            case .oneHour: 60_000_000
            case .sixHours: 360_000_000
            case .oneDay: 1_800_000_000
            case .sevenDays: 10_800_000_000
            case .thirtyDays: 43_200_000_000
            }
        }

        func differences(withPast: Bool) throws -> [String] {
            var configuration = AnalyticsConfiguration(funnels: [definition])
            configuration.breakdowns = breakdowns
            configuration.lateness = .all
            configuration.sessionGap = TimeSpan(microseconds: bucket * 20)
            var driver = try EngineDriver(configuration)
            var kept: [ReferenceEvent] = []
            for event in events {
                driver.add([event])
                kept.append(event)
                guard kept.count % 3 == 0 || kept.count == events.count else { continue }
                for stepsBack in withPast ? [0, 1] : [0] {
                    var request = SnapshotRequest()
                    request.range = range
                    request.stepsBack = stepsBack
                    let found = compare(kept, driver.snapshot(request), stepsBack, configuration)
                    if !found.isEmpty { return found }
                }
            }
            return []
        }

        private func compare(
            _ kept: [ReferenceEvent], _ snapshot: Snapshot, _ stepsBack: Int, _ configuration: AnalyticsConfiguration
        ) -> [String] {
            guard let newest = kept.map(\.time).max(), let oldest = kept.map(\.time).min(),
                let funnel = snapshot.funnels.first
            else { return ["no funnel"] }
            func floor(_ time: Int64) -> Int64 { time - ((time % bucket) + bucket) % bucket }
            let end = floor(newest) + bucket - Int64(stepsBack) * range.microseconds
            let start = end - range.microseconds
            var reference = ReferenceFunnel(definition)
            reference.breakdowns = breakdowns
            reference.sessionGap = configuration.sessionGap
            reference.trendBucket = TimeSpan(microseconds: bucket)
            let then = reference.answer(kept.filter { $0.time < end })
            var found: [String] = []
            func expect<Value: Equatable>(_ name: String, _ right: Value, _ engine: Value) {
                if right != engine { found.append("\(name), \(stepsBack) back: reference \(right), engine \(engine)") }
            }
            expect("range start", start, snapshot.range?.start.microseconds)
            expect("counts", then.counts(since: start), funnel.steps.map(\.count))
            let before = reference.answer(kept.filter { $0.time < start })
            let previous = floor(oldest) < start ? before.counts(since: start - range.microseconds) : nil
            expect("previous", previous, funnel.previousCounts)
            let trend = (stepsBack == 0 ? then : reference.answer(kept)).trend.filter {
                $0.key >= start && $0.key < end
            }
            var engineTrend: [Int64: [Int]] = [:]
            for bucket in funnel.trend.buckets where bucket.counts.contains(where: { $0 != 0 }) {
                engineTrend[bucket.start.microseconds] = bucket.counts
            }
            expect("trend", trend, engineTrend)
            expect("buckets", Int(range.microseconds / bucket), funnel.trend.buckets.count)
            for (index, breakdown) in funnel.breakdowns.enumerated() {
                var engine: [String?: [Int]] = [:]
                var enginePrevious: [String?: [Int]] = [:]
                for value in breakdown.values {
                    let name: String? = if case .value(let text) = value.label { text } else { nil }
                    engine[name] = value.counts
                    enginePrevious[name] = value.previousCounts
                }
                expect("by \(breakdown.attribution)", then.values(of: index, since: start), engine)
                let right = before.values(of: index, since: start - range.microseconds).filter { engine[$0.key] != nil }
                enginePrevious = enginePrevious.filter { $0.value.contains { $0 > 0 } }
                expect("previous by \(breakdown.attribution)", previous == nil ? [:] : right, enginePrevious)
            }
            return found
        }
    }

    @Test(
        arguments: TimeLength.allCases,
        [
            OptionRow.plain, .reuse, .noWindow, .strictOrder, .anyOrder, .stepWindow, .total, .session, .holding,
            .dropExcluded, .optional, .repeatsStop, .open,
        ])
    func `a range counts those who began in it as things stood at its end`(range: TimeLength, row: OptionRow) throws {
        let streams = max(2, RandomComparisonTests.streams / 15)
        for seed in 0..<streams {
            let stream = RandomStream(row, seed: seed, isShuffled: seed % 2 == 1)
            var trial = Trial(
                definition: stream.definition, events: stream.events, range: range,
                breakdowns: [.init(field: "item"), .init(field: "item", attribution: .last)])
            if row == .plain || row == .reuse { trial.breakdowns.append(.init(field: "item", attribution: .all)) }
            // About two and a half ranges long, wherever its buckets begin; some before 1970.
            let factor = trial.bucket * (seed % 3 == 0 ? 1 : 4)
            let origin = seed % 5 == 4 ? -1020 * factor : Int64(seed) * 7_000_003
            for index in trial.events.indices {
                trial.events[index].time = trial.events[index].time / 1_000_000 * factor + origin
            }
            trial.definition.window = scaled(trial.definition.window, factor)
            trial.definition.stepWindow = scaled(trial.definition.stepWindow, factor)
            let found = try trial.differences(withPast: seed % 4 == 0)
            if !found.isEmpty {
                let events = trial.events.map(\.description).joined(separator: "\n")
                Issue.record("seed \(seed) \(DefinitionText(definition: trial.definition))\n\(events)\n\(found)")
                return
            }
        }
    }

    private func scaled(_ span: TimeSpan?, _ factor: Int64) -> TimeSpan? {
        span.map { TimeSpan(microseconds: $0.microseconds / 1_000_000 * factor) }
    }

    @Test func `the matured conversion is that of users whose latest entry can no longer convert`() throws {
        for seed in 0..<RandomComparisonTests.streams {
            var stream = RandomStream(.plain, seed: seed, isShuffled: true)
            for index in stream.events.indices { stream.events[index].time *= 20 }
            stream.definition.window = .seconds(60)
            var configuration = AnalyticsConfiguration(funnels: [stream.definition])
            configuration.lateness = .all
            var driver = try EngineDriver(configuration)
            driver.add(stream.events)
            let funnel = try #require(driver.snapshot().funnels.first)
            let now = stream.events.map(\.time).max() ?? 0
            var entered = 0
            var converted = 0
            for user in Set(stream.events.map(\.user)) {
                let answer = ReferenceFunnel(stream.definition).answer(stream.events.filter { $0.user == user })
                guard let entry = answer.starts[0].max(), now - entry > 60_000_000 else { continue }
                entered += 1
                if !answer.starts[stream.definition.steps.count - 1].isEmpty { converted += 1 }
            }
            #expect(
                funnel.maturedConversion == (entered > 0 ? Double(converted) / Double(entered) : nil), "seed \(seed)")
        }
    }

    @Test func `a segment is the funnel over the events that pass its filter`() throws {
        let filter = Filter.comparison(Comparison("n", .greaterOrEqual(Literal(text: "2", number: 2))))
        for row in [OptionRow.plain, .strictOrder, .total, .holding, .firstTime] {
            for seed in 0..<RandomComparisonTests.streams {
                let stream = RandomStream(row, seed: seed, isShuffled: seed % 2 == 1)
                var configuration = AnalyticsConfiguration(funnels: [stream.definition])
                configuration.segments = [.init(name: "two and more", filter: filter)]
                configuration.lateness = .all
                var driver = try EngineDriver(configuration)
                driver.add(stream.events)
                let funnel = try #require(driver.snapshot().funnels.first)
                let answer = ReferenceFunnel(stream.definition).answer(stream.events.filter { filter.holds($0) })
                #expect(funnel.segments.map(\.counts) == [answer.counts], "\(row) seed \(seed)")
            }
        }
    }
}
