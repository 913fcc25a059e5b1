import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// Saved aggregates that were cut, damaged or made up: refused, or harmless.
struct HostileStateTests {
    /// For each scene.
    static let trials = max(1, Int(RandomComparisonTests.streams / 30))

    private struct Scene {
        var trial: SavingTrial
        var before: [ReferenceEvent]
        var after: [ReferenceEvent]
        var bytes: [UInt8]

        init(_ trial: SavingTrial, _ events: [ReferenceEvent], _ seed: UInt64) throws {
            self.trial = trial
            var events = events
            if seed % 2 == 1 {
                var ids = RandomIds(seed: seed)
                events = ids.applied(to: events)
                self.trial.tiesIds = true
            }
            before = Array(events.prefix(events.count * 2 / 3))
            after = Array(events.dropFirst(before.count))
            var driver = try self.trial.driver()
            for start in stride(from: 0, to: before.count, by: 4) {
                driver.add(Array(before[start..<min(start + 4, before.count)]))
            }
            if seed % 3 == 0 { _ = driver.snapshot() }
            bytes = driver.saved
        }

        /// Goes on from bytes as far as they let it.
        ///
        /// - Returns: whether they were taken.
        func goOn(_ bytes: [UInt8]) throws -> Bool {
            var driver = try trial.driver()
            do {
                try driver.restore(bytes)
            } catch is StateError {
                return false
            }
            _ = driver.saved
            _ = driver.snapshot()
            driver.add(Array(after.prefix(2)))
            driver.add(Array(after.dropFirst(2)))
            for request in trial.requests { _ = driver.snapshot(request) }
            return true
        }
    }

    /// Made once: they are only read.
    private static let scenes = Result { try makeScenes() }

    private static func makeScenes() throws -> [(name: String, scene: Scene)] {
        var scenes: [(String, Scene)] = []
        for (index, row) in OptionRow.allCases.enumerated() {
            let seed = UInt64(index)
            let stream = SavingScene.stream(row, seed)
            let trial = SavingScene.trial(stream.definition, seed)
            if trial.isRefused { continue }
            scenes.append(("\(row.rawValue), seed \(seed)", try Scene(trial, stream.events, seed)))
        }
        for (index, rules) in SignalStepTests.Rules.allCases.enumerated() {
            let seed = UInt64(index)
            let trial = SavingScene.signals(SignalStepTests.funnel(rules, seed: seed), seed)
            let events = RandomVisits(seed: seed, disorder: seed % 2 == 0 ? 60 : nil).events
            scenes.append(("\(rules), seed \(seed)", try Scene(trial, events, seed)))
        }
        for (index, row) in ExperimentRow.allCases.enumerated() where row != .cap {
            let seed = UInt64(index)
            let experiment = RandomExperiment(row, seed: seed, order: .shuffled)
            let trial = SavingTrial(SavingScene.configuration(experiment, seed))
            scenes.append(("\(row.rawValue), seed \(seed)", try Scene(trial, experiment.events, seed)))
        }
        return scenes
    }

    /// Any place, half of the time one where something stands.
    private static func place(in bytes: [UInt8], _ random: inout SeededGenerator) -> Int {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        return random.chance(50) ? bytes[place...].firstIndex { $0 != 0 } ?? place : place
    }

    @Test func `what was saved of other definitions is refused, or harmless`() throws {
        let scenes = try Self.scenes.get()
        var random = SeededGenerator(seed: 3)
        for (_, scene) in scenes {
            for _ in 0..<Self.trials { _ = try scene.goOn(random.pick(scenes).scene.bytes) }
        }
    }

    @Test func `what was cut off is refused`() throws {
        for (name, scene) in try Self.scenes.get() {
            var random = SeededGenerator(seed: 1)
            #expect(try scene.goOn(scene.bytes), "\(name)")
            for _ in 0..<Self.trials {
                let count = Int.random(in: 0..<scene.bytes.count, using: &random)
                #expect(try !scene.goOn(Array(scene.bytes.prefix(count))), "\(name), \(count) bytes")
            }
        }
    }

    @Test func `a bit that was turned is harmless`() throws {
        for (place, (_, scene)) in try Self.scenes.get().enumerated() {
            var random = SeededGenerator(seed: UInt64(place) + 77)
            for _ in 0..<Self.trials {
                var bytes = scene.bytes
                let place = Self.place(in: bytes, &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                _ = try scene.goOn(bytes)
            }
        }
    }

    @Test func `case 31: numbers that cannot be are harmless`() throws {
        let numbers: [Int64] = [.min, .max, -1, 1_000_000_000, 1 << 32, 1 << 60, 255, .min + 1, -1_000_000, 1]
        for (place, (_, scene)) in try Self.scenes.get().enumerated() {
            var random = SeededGenerator(seed: UInt64(place) + 99)
            for _ in 0..<Self.trials {
                var bytes = scene.bytes
                let number = random.pick(numbers)
                let width = random.pick([1, 2, 4, 8])
                let at = min(Self.place(in: bytes, &random), bytes.count - width)
                withUnsafeBytes(of: number.littleEndian) {
                    bytes.replaceSubrange(at..<at + width, with: $0.prefix(width))
                }
                _ = try scene.goOn(bytes)
            }
        }
    }
}
