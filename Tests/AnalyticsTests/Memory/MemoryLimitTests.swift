import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// Streams that do not fit into the memory they are given.
struct MemoryLimitTests {
    private static let names = ["view", "basket", "order"]

    private func configuration(_ lateness: Int64 = 10) -> AnalyticsConfiguration {
        var definition = RandomVisits.funnel(Self.names)
        definition.window = .seconds(600)
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.lateness = .bounded(.seconds(lateness))
        configuration.sessionGap = .seconds(60)
        return configuration
    }

    /// Users come one after the other, stay for three seconds, and some come back much later.
    private func rows(users: Int, returning: Int) -> [CrowdBatches.Row] {
        var rows: [CrowdBatches.Row] = []
        for user in 0..<users {
            let time = Int64(user) * 20_000
            rows.append(.init(user: user, event: 0, time: time))
            if user % 4 == 0 { rows.append(.init(user: user, event: 1, time: time + 3_000_000)) }
            if user % 16 == 0 { rows.append(.init(user: user, event: 2, time: time + 3_000_000)) }
            if user >= returning, user % 8 == 0 {
                rows.append(.init(user: user - returning, event: user / 8 % 3, time: time))
            }
        }
        return rows
    }

    private func add(
        _ rows: [CrowdBatches.Row], to driver: inout EngineDriver, size: Int = 1000,
        _ look: (inout EngineDriver) -> Void
    ) {
        var batches = CrowdBatches(Self.names, driver.projection)
        for start in stride(from: 0, to: rows.count, by: size) {
            driver.add(batches.batch(Array(rows[start..<min(start + size, rows.count)])))
            look(&driver)
        }
    }

    @Test func `a user who only entered takes 16 bytes once he is quiet, with his value for two breakdowns`() {
        var definition = RandomVisits.funnel(Self.names + ["thanks"])
        definition.window = .seconds(600)
        let rules = FunnelRules(
            definition, sessionGap: .seconds(1800), sessionsByField: false, attributions: [.first, .last])
        let layout = FoldedLayout(rules)
        var words = Array(repeating: Int64(0), count: rules.layout.stride)
        let form = words.withUnsafeMutableBufferPointer { buffer -> Int? in
            guard let words = buffer.baseAddress else { return nil }
            for step in 0..<rules.stepCount { words[rules.layout.starts + step] = FunnelLayout.noStart }
            var status = FunnelStatus(0)
            status.isKnown = true
            status.level = 1
            words[FunnelLayout.status] = status.word
            words[rules.layout.starts] = 1_000_000
            return layout.form(of: words, isOver: true, horizon: 2_000_000_000, keepsAll: false)
        }
        #expect(form.map { layout.stride($0) * 8 } == 16)
        #expect(rules.layout.stride * 8 == 104)
    }

    @Test func `case 39: more users than memory holds are folded, and every number stays exact`() throws {
        let rows = rows(users: 60_000, returning: 30_000)
        var whole = try EngineDriver(configuration())
        add(rows, to: &whole) { _ in }
        var limited = try EngineDriver(configuration())
        let limit = 8_500_000
        let wholeBytes = whole.memoryBytes
        #expect(wholeBytes > limit * 5 / 4)
        limited.limitMemory(limit, rowsPerMeasure: 1000)
        var most = 0
        add(rows, to: &limited) { most = max(most, $0.memoryBytes) }
        #expect(most < limit)
        let found = limited.snapshot()
        #expect(found.evicted == 0 && found.untracked == 0 && !found.isApproximate)
        #expect(SavingTrial.differences(whole.snapshot(), found) == [])
    }

    @Test func `case 39: where folding does not suffice, new users are left out and counted`() throws {
        let rows = rows(users: 60_000, returning: 30_000)
        var limited = try EngineDriver(configuration())
        let limit = 5_000_000
        limited.limitMemory(limit, rowsPerMeasure: 1000)
        var most = 0
        var last = [0, 0, 0]
        var shrank = 0
        var looks = 0
        add(rows, to: &limited) { driver in
            most = max(most, driver.memoryBytes)
            looks += 1
            guard looks % 16 == 0 else { return }
            let counts = driver.snapshot().funnels[0].steps.map(\.count)
            if zip(counts, last).contains(where: <) { shrank += 1 }
            last = counts
        }
        #expect(shrank == 0)
        // By no more than a segment of records.
        #expect(most < limit + 600_000)
        let found = limited.snapshot()
        #expect(found.untracked > 0 && found.isApproximate && found.isApproximateThroughout)
        #expect(found.funnels.allSatisfy { $0.isApproximate && $0.segments.allSatisfy { $0.isApproximate } })
        #expect(found.experiments.allSatisfy { $0.isApproximate } && found.traffic.sessions.isApproximate)
        #expect(found.warnings.contains { $0.contains("--memory") })
        #expect(found.source.events + found.untracked == rows.count)
        #expect(found.source.late == 0)
    }

    @Test func `users known when memory ends are counted on as ever, and those who are not change nothing`() throws {
        for seed in 0..<10 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var time: Int64 = 0
            var rows = (0..<200).map { _ -> CrowdBatches.Row in
                time += Int64.random(in: 0...20, using: &random) * 1_000_000
                return .init(
                    user: Int.random(in: 0..<40, using: &random), event: Int.random(in: 0..<3, using: &random),
                    time: time)
            }
            rows.append(.init(user: rows[0].user, event: 0, time: time))
            let known = Set(rows.prefix(100).map(\.user))
            var right = try EngineDriver(configuration())
            add(Array(rows.prefix(100)) + rows.dropFirst(100).filter { known.contains($0.user) }, to: &right) { _ in }
            var full = try EngineDriver(configuration())
            var taken = 0
            add(rows, to: &full, size: 20) { driver in
                taken += 20
                driver.refuseNewUsers(taken >= 100)
            }
            var found = full.snapshot()
            #expect(found.untracked == rows.count { !known.contains($0.user) }, "seed \(seed)")
            found.untracked = 0
            found.warnings = []
            found.unmark()
            var expected = right.snapshot()
            expected.warnings = []
            #expect(SavingTrial.differences(expected, found) == [], "seed \(seed)")
        }
    }

    @Test func `who is given up stays counted, and is counted as given up`() throws {
        for seed in 0..<10 as Range<UInt64> {
            var random = SeededGenerator(seed: seed &+ 50)
            let lateness = Int64(seed % 4) * 5
            var driver = try EngineDriver(configuration(lateness))
            var batches = CrowdBatches(Self.names, driver.projection)
            var kept: [Int: [Int64]] = [:]
            var evicted = 0
            var newest: Int64 = 0
            var last = [0, 0, 0]
            for step in 0..<60 {
                newest += Int64.random(in: 0...3, using: &random) * 1_000_000
                let row = CrowdBatches.Row(
                    user: Int.random(in: 0..<12, using: &random), event: Int.random(in: 0..<3, using: &random),
                    time: newest)
                driver.add(batches.batch([row]))
                kept[row.user, default: []].append(row.time)
                kept = kept.compactMapValues { times in
                    let left = times.filter { $0 >= newest - lateness * 1_000_000 }
                    return left.isEmpty ? nil : left
                }
                if step % 10 == 9 {
                    driver.evictEverything()
                    driver.fold()
                    evicted += kept.count
                    kept = [:]
                }
                let snapshot = driver.snapshot()
                #expect(snapshot.evicted == evicted, "seed \(seed)")
                #expect(snapshot.funnels[0].isApproximate == (evicted > 0), "seed \(seed)")
                #expect(!snapshot.isApproximateThroughout && !snapshot.traffic.sessions.isApproximate)
                let counts = snapshot.funnels[0].steps.map(\.count)
                #expect(!zip(counts, last).contains(where: <), "seed \(seed): \(last) became \(counts)")
                last = counts
            }
        }
    }

    @Test func `in order nothing is lost by giving up what was kept for late events`() throws {
        let rows = rows(users: 2000, returning: 900).sorted { $0.time < $1.time }
        var whole = try EngineDriver(configuration())
        add(rows, to: &whole, size: 100) { _ in }
        var limited = try EngineDriver(configuration())
        add(rows, to: &limited, size: 100) { driver in
            driver.evictEverything()
            driver.fold()
        }
        var found = limited.snapshot()
        #expect(found.evicted > 1000)
        // That nothing more will come late is not known.
        #expect(found.funnels.allSatisfy { $0.isApproximate })
        found.unmark()
        #expect(found.funnels == whole.snapshot().funnels)
    }

    @Test func `sessions that are given up stay counted, and begin anew`() throws {
        var driver = try EngineDriver(configuration())
        var batches = CrowdBatches(Self.names, driver.projection)
        func row(_ user: Int, _ seconds: Int64) -> CrowdBatches.Row {
            CrowdBatches.Row(user: user, event: 0, time: seconds * 1_000_000)
        }
        driver.add(batches.batch((0..<8).map { row($0, Int64($0)) }))
        driver.evictSessions()
        let early = driver.snapshot()
        #expect(early.evicted == 3 && early.traffic.sessions.count == 8)
        #expect(early.traffic.sessions.isApproximate && !early.isApproximateThroughout)
        #expect(!early.funnels.contains { $0.isApproximate })
        driver.add(batches.batch((0..<8).map { row($0, 10) }))
        let late = driver.snapshot()
        #expect(late.traffic.sessions.count == 11)
        #expect(late.traffic.sessions.eventsPerSession == 16.0 / 11)
    }

    @Test func `a limit that is lifted lets new users in again`() throws {
        var driver = try EngineDriver(configuration())
        driver.limitMemory(1000, rowsPerMeasure: 1)
        var batches = CrowdBatches(Self.names, driver.projection)
        driver.add(batches.batch([.init(user: 1, event: 0, time: 0)]))
        driver.add(batches.batch([.init(user: 2, event: 0, time: 1), .init(user: 1, event: 1, time: 1)]))
        let full = driver.snapshot()
        #expect(full.untracked == 1 && full.users == 1)
        driver.limitMemory(nil, rowsPerMeasure: 1)
        driver.add(batches.batch([.init(user: 2, event: 0, time: 2)]))
        let lifted = driver.snapshot()
        #expect(lifted.untracked == 1 && lifted.users == 2)
    }

    @Test func `case 40: values and names beyond the bounds add up and take no memory`() throws {
        var definition = RandomVisits.funnel(Self.names)
        definition.window = .seconds(600)
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.breakdowns = [.init(field: "item")]
        configuration.lateness = .bounded(.seconds(1))
        var driver = try EngineDriver(configuration)
        let item = try #require(driver.projection.columns.firstIndex { $0.field == "item" })
        let page = try #require(driver.projection.columns.firstIndex { $0.field == "page" })
        var batches = CrowdBatches(Self.names, driver.projection)
        var bytes: [Int] = []
        // Beyond its own bound a decoder tells of a text in the batch it is in, and each of names, items and pages is new.
        for round in 0..<40 {
            let rows = (0..<1000).map { index in
                CrowdBatches.Row(user: index, event: 0, time: Int64(round) * 3_000_000)
            }
            var batch = batches.batch(rows)
            batch.transientTexts = (0..<1000).map { "text \(round * 1000 + $0)" }
            let symbols = (0..<1000).map { Symbol(UInt32($0) | Symbol.transientBit) }
            if round % 2 == 1 { batch.events = symbols }
            batch.columns[item] = .symbols(symbols)
            batch.columns[page] = .symbols(symbols)
            driver.add(batch)
            bytes.append(driver.memoryBytes)
        }
        let snapshot = driver.snapshot()
        #expect(snapshot.source.events == 40_000)
        let other = try #require(snapshot.funnels[0].breakdowns[0].values.first { $0.label == .other })
        #expect(other.counts[0] == 1000 && snapshot.funnels[0].steps[0].count == 1000)
        #expect(snapshot.traffic.otherPages == 40_000)
        #expect((bytes.last ?? 0) - bytes[10] < 100_000)
    }

    @Test func `case 41: one user with very many events costs the same for each of them`() throws {
        var driver = try EngineDriver(configuration(1))
        driver.limitMemory(20_000_000, rowsPerMeasure: 10_000)
        var random = SeededGenerator(seed: 3)
        // Two hundred seconds of them, each late by up to a half.
        let hot = (0..<200_000).map { index in
            CrowdBatches.Row(
                user: 0, event: index % 3, time: Int64(index) * 1000 + Int64.random(in: 0...500_000, using: &random))
        }
        var most = 0
        add(hot, to: &driver, size: 4000) { driver in
            _ = driver.snapshot()
            most = max(most, driver.memoryBytes)
        }
        var batches = CrowdBatches([], driver.projection)
        driver.add(batches.batch([.init(user: 1, event: 0, time: 204_000_000)]))
        let found = driver.snapshot()
        #expect(found.funnels[0].steps.map(\.count) == [2, 1, 1])
        #expect(found.source.events == 200_001 && found.evicted == 0)
        #expect(most < 20_000_000)
    }
}

extension Snapshot {
    /// Without what is said of its numbers.
    fileprivate mutating func unmark() {
        for index in funnels.indices {
            funnels[index].isApproximate = false
            for place in funnels[index].segments.indices { funnels[index].segments[place].isApproximate = false }
        }
        for index in experiments.indices { experiments[index].isApproximate = false }
        for index in signals.indices { signals[index].isApproximate = false }
        traffic.sessions.isApproximate = false
        for index in eventCounts.indices { eventCounts[index].isApproximate = false }
    }
}
