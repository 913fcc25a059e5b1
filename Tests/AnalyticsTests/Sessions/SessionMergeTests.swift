@testable import Analytics
import Expressions
import SeededNumbers
import Testing

/// Two persons who are found to be one.
struct SessionMergeTests {
    private func configuration(_ lateness: AnalyticsConfiguration.Lateness) -> AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: [RandomVisits.funnel(["view", "buy"])])
        configuration.signals = RandomVisits.signals
        configuration.sessionGap = RandomVisits.gap
        configuration.lateness = lateness
        return configuration
    }

    @Test(arguments: [false, true])
    func `sessions, signals and names of two persons join as if they had always been one`(isBounded: Bool) throws {
        // So late an event may be that nothing is forgotten.
        let lateness: AnalyticsConfiguration.Lateness = isBounded ? .bounded(.seconds(1_000_000)) : .all
        for seed in 0..<RandomComparisonTests.streams * 2 {
            var random = SeededGenerator(seed: seed &+ 9)
            let events = RandomVisits(seed: seed, disorder: seed % 3 == 0 ? 0 : nil).events
            let plan = try AnalyticsPlan(configuration(lateness))
            var encoder = BatchEncoder(projection: plan.projection)
            var state = AnalyticsState(plan: plan)
            let users = Array(Set(events.map(\.user))).sorted()
            guard users.count > 1 else { continue }
            let cut = Int.random(in: events.count / 2...events.count, using: &random)
            var order: [String] = []
            for event in events[..<cut] where !order.contains(event.user) { order.append(event.user) }
            guard let source = order.firstIndex(of: users[1]), let target = order.firstIndex(of: users[0]) else {
                continue
            }
            state.add(encoder.batch(Array(events[..<cut])))
            state.mergeSessions(source, into: target)
            var renamed = events
            for index in renamed.indices where renamed[index].user == users[1] { renamed[index].user = users[0] }
            state.add(encoder.batch(Array(renamed[cut...])))
            let reference = ReferenceSessions(renamed, gap: RandomVisits.gap.microseconds)
            let comparison = SessionComparison(reference, state.snapshot(SnapshotRequest())) { $0.event == "buy" }
            // Of events at one time the arrival does not tell any more which came first.
            let times = users.prefix(2).map { user in Set(events.filter { $0.user == user }.map(\.time)) }
            guard times[0].isDisjoint(with: times[1]) else { continue }
            // The count of users belongs to the table of ids.
            let found = comparison.differences.filter {
                !$0.contains(" rate: ") || $0.contains("session rate")
            }
            #expect(found == [], "seed \(seed) \(events)")
            if !found.isEmpty { return }
        }
    }

    @Test func `sessions that may have been one are said to be near`() throws {
        let gap: Int64 = 60
        var (exact, near, wrong) = (0, 0, 0)
        for seed in 0..<300 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var configuration = AnalyticsConfiguration(funnels: [RandomVisits.funnel(["view", "buy"])])
            configuration.sessionGap = .seconds(gap)
            configuration.lateness = .bounded(.seconds(Int64.random(in: 0...30, using: &random)))
            var driver = try EngineDriver(configuration, tiesIds: true)
            var time: Int64 = 1_000
            var times: [Int64] = []
            for arrival in 0..<14 {
                time += Int64.random(in: 1...90, using: &random)
                times.append(time)
                var event = ReferenceEvent(user: "u", event: "view", time: time * 1_000_000, arrival: arrival)
                event.isKnown = true
                let device = "device \(Int.random(in: 0..<3, using: &random))"
                switch Int.random(in: 0..<4, using: &random) {
                case 0: break
                case 1: event.other = device
                default:
                    event.user = device
                    event.isKnown = false
                }
                driver.add([event])
            }
            for device in 0..<3 {
                time += 1
                times.append(time)
                var event = ReferenceEvent(user: "u", event: "view", time: time * 1_000_000, arrival: 20 + device)
                event.isKnown = true
                event.other = "device \(device)"
                driver.add([event])
            }
            let sessions = driver.snapshot().traffic.sessions
            let right = 1 + zip(times, times.dropFirst()).filter { $1 - $0 > gap }.count
            if sessions.isApproximate { near += 1 } else { exact += 1 }
            if sessions.count != right { wrong += 1 }
            #expect(sessions.isApproximate || sessions.count == right, "seed \(seed)")
        }
        #expect(exact > 0 && near > 0 && wrong > 0, "\(exact) \(near) \(wrong)")
    }
}
