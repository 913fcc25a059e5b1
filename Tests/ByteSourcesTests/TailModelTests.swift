import SeededNumbers
import Testing

@testable import ByteSources

/// Random actions on a followed file. `FUNNELTOP_SOAK=10 swift test --filter ModelTests` goes on with new seeds for ten
/// minutes; a failure prints its seed and the fewest actions that show it. With `FUNNELTOP_SEED` as well, that seed alone
/// is tried.
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

    @Test(.enabled(if: SoakSeeds.areWanted)) func `goes on doing so for minutes`() {
        for seed in SoakSeeds() {
            for way in Self.ways where !passes(seed, 20 + Int(seed % 100), way) { return }
        }
    }

    /// Tries one seed and records what fails.
    private func passes(_ seed: UInt64, _ length: Int, _ way: Way) -> Bool {
        var generator = SeededGenerator(seed: seed)
        let actions = (0..<length).compactMap { _ in FollowAction.allCases.randomElement(using: &generator) }
        guard fails(actions, seed, way) else { return true }
        let shrunk = shrink(actions) { fails($0, seed, way) }
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
}
