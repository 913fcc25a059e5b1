import Glibc
import SeededNumbers
import Testing

@testable import ByteSources

/// Random actions on a followed file. `FUNNELTOP_SOAK=10 swift test --filter TailModelTests` goes on with new seeds for
/// ten minutes; a failure prints its seed and the fewest actions that show it. With `FUNNELTOP_SEED` as well, that seed
/// alone is tried.
@Suite struct TailModelTests {
    /// How to follow.
    struct Way: Sendable, CustomStringConvertible {
        let usesLink: Bool
        let usesRegistry: Bool
        var description: String { "\(usesLink ? "link" : "path")\(usesRegistry ? " with registry" : "")" }
    }

    private static let ways = [
        Way(usesLink: false, usesRegistry: false), Way(usesLink: false, usesRegistry: true),
        Way(usesLink: true, usesRegistry: false), Way(usesLink: true, usesRegistry: true),
    ]

    @Test(arguments: ways)
    func `reads every complete line that is still on disk exactly once`(way: Way) {
        for seed in UInt64(1)...60 where !passes(seed, 40, way) { return }
    }

    @Test(.enabled(if: getenv("FUNNELTOP_SOAK") != nil))
    func `goes on doing so for minutes`() {
        let minutes = getenv("FUNNELTOP_SOAK").flatMap { Int(String(cString: $0)) } ?? 1
        let clock = ContinuousClock()
        let end = clock.now + .seconds(60 * minutes)
        var seed = UInt64(clock.now.duration(to: end).components.attoseconds.magnitude) &+ UInt64(getpid()) << 20
        if let one = getenv("FUNNELTOP_SEED").flatMap({ UInt64(String(cString: $0)) }) {
            for way in Self.ways { _ = passes(one, 20 + Int(one % 100), way) }
            return
        }
        while clock.now < end {
            for way in Self.ways where !passes(seed, 20 + Int(seed % 100), way) { return }
            seed += 1
        }
    }

    /// Tries one seed and records what fails.
    private func passes(_ seed: UInt64, _ length: Int, _ way: Way) -> Bool {
        var generator = SeededGenerator(seed: seed)
        let actions = (0..<length).compactMap { _ in FollowAction.allCases.randomElement(using: &generator) }
        guard fails(actions, seed, way) else { return true }
        let shrunk = shrink(actions, seed, way)
        let (missing, extra) = run(shrunk, seed, way)
        Issue.record("seed \(seed), \(way): \(shrunk.map(\.rawValue)) misses \(missing), has too many \(extra)")
        return false
    }

    private func run(
        _ actions: [FollowAction], _ seed: UInt64, _ way: Way
    ) -> (missing: [String], extra: [String]) {
        FollowedLogs(usesLink: way.usesLink, usesRegistry: way.usesRegistry, seed: seed).run(actions)
    }

    private func fails(_ actions: [FollowAction], _ seed: UInt64, _ way: Way) -> Bool {
        let (missing, extra) = run(actions, seed, way)
        return !missing.isEmpty || !extra.isEmpty
    }

    /// Leaves out actions one by one as long as the run still fails.
    private func shrink(_ actions: [FollowAction], _ seed: UInt64, _ way: Way) -> [FollowAction] {
        var shrunk = actions
        var index = 0
        while index < shrunk.count {
            var fewer = shrunk
            fewer.remove(at: index)
            if fails(fewer, seed, way) { shrunk = fewer } else { index += 1 }
        }
        return shrunk
    }
}
