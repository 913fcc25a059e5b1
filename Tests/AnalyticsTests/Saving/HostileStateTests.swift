import Expressions
import Testing

@testable import Analytics

/// Saved aggregates that were cut, damaged or made up: refused, or harmless.
struct HostileStateTests {
    static let trials = Int(RandomComparisonTests.streams)

    private struct Scene {
        var trial: SavingTrial
        var before: [ReferenceEvent]
        var after: [ReferenceEvent]
        var bytes: [UInt8]

        init(_ row: OptionRow, seed: UInt64) throws {
            var stream = SavingScene.stream(row, seed)
            if seed % 2 == 1 {
                var ids = RandomIds(seed: seed)
                stream.events = ids.applied(to: stream.events)
            }
            trial = SavingScene.trial(stream.definition, seed)
            trial.tiesIds = seed % 2 == 1
            before = Array(stream.events.prefix(stream.events.count * 2 / 3))
            after = Array(stream.events.dropFirst(before.count))
            var driver = try trial.driver()
            for event in before { driver.add([event]) }
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
            for event in after { driver.add([event]) }
            for request in trial.requests { _ = driver.snapshot(request) }
            return true
        }
    }

    private func scenes() throws -> [(name: String, scene: Scene)] {
        var scenes: [(String, Scene)] = []
        for (index, row) in OptionRow.allCases.enumerated() {
            let seed = UInt64(index)
            if SavingScene.trial(RandomStream(row, seed: seed, isShuffled: false).definition, seed).isRefused {
                continue
            }
            scenes.append(("\(row.rawValue), seed \(seed)", try Scene(row, seed: seed)))
        }
        return scenes
    }

    @Test func `what was cut off is refused`() throws {
        for (name, scene) in try scenes() {
            var random = SeededGenerator(seed: 1)
            #expect(try scene.goOn(scene.bytes), "\(name)")
            for _ in 0..<max(3, Self.trials / 6) {
                let count = Int.random(in: 0..<scene.bytes.count, using: &random)
                #expect(try !scene.goOn(Array(scene.bytes.prefix(count))), "\(name), \(count) bytes")
            }
        }
    }

    @Test func `a bit that was turned is harmless`() throws {
        for (place, (_, scene)) in try scenes().enumerated() {
            var random = SeededGenerator(seed: UInt64(place) + 77)
            for _ in 0..<max(3, Self.trials / 5) {
                var bytes = scene.bytes
                bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                _ = try scene.goOn(bytes)
            }
        }
    }

    @Test func `numbers that cannot be are harmless`() throws {
        let numbers: [Int64] = [.min, .max, -1, 1_000_000_000, 1 << 32, 1 << 60, 255, .min + 1, -1_000_000, 1]
        for (place, (_, scene)) in try scenes().enumerated() {
            var random = SeededGenerator(seed: UInt64(place) + 99)
            for _ in 0..<max(3, Self.trials / 5) {
                var bytes = scene.bytes
                let number = random.pick(numbers)
                let width = random.pick([1, 2, 4, 8])
                let at = Int.random(in: 0...bytes.count - width, using: &random)
                withUnsafeBytes(of: number.littleEndian) {
                    bytes.replaceSubrange(at..<at + width, with: $0.prefix(width))
                }
                _ = try scene.goOn(bytes)
            }
        }
    }
}
