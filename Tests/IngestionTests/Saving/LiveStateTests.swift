import Analytics
import ByteSources
import Expressions
import StateFiles
import Testing

@testable import Ingestion

/// A live reading that keeps its state.
@Suite struct LiveStateTests {
    private let files: TemporaryFiles
    private let path: String
    private let state: String
    private let trial: StateTrial

    init() throws {
        files = try TemporaryFiles()
        var lines = ShopLines(seed: 1)
        path = try files.write("a.jsonl", (0..<200).map { _ in lines.next() })
        state = path + ".state"
        trial = try StateTrial([path], lateness: .bounded(.seconds(60)))
    }

    /// A reading under way and what it publishes.
    private struct Watch {
        let ingestion: LiveIngestion
        let slot: LatestSlot<Snapshot>
        var snapshots: AsyncStream<Void>.AsyncIterator

        mutating func next(where isWanted: (Snapshot) -> Bool) async -> Snapshot? {
            while await snapshots.next(isolation: nil) != nil {
                if let snapshot = slot.take(), isWanted(snapshot) { return snapshot }
            }
            return nil
        }
    }

    private func watch() throws -> Watch {
        let slot = LatestSlot<Snapshot>()
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self)
        let trial = trial
        let ingestion = try LiveIngestion(
            configuration: trial.configuration, request: SnapshotRequest(), framesPerSecond: 30, slot: slot,
            keeper: try StateKeeper(path: state, interval: .seconds(3600)), settings: { trial.settings },
            wake: { wake.yield() })
        return Watch(ingestion: ingestion, slot: slot, snapshots: wakes.makeAsyncIterator())
    }

    @Test(.timeLimit(.minutes(2))) func `goes on where it was closed`() async throws {
        let before = try await first()
        #expect((before?.first ?? 0) > 0)
        // Emptied: what is known of it is known from the state.
        _ = try files.write("a.jsonl", text: "")
        try await again(before)
    }

    private func first() async throws -> [Int]? {
        var watch = try watch()
        await watch.ingestion.start()
        let whole = await watch.next { $0.source.inputs.first?.lines == 200 }
        #expect(await watch.ingestion.close() == nil)
        return whole?.funnels.first?.steps.map(\.count)
    }

    private func again(_ expected: [Int]?) async throws {
        for _ in 0..<100_000 {
            // The lock goes with the last reference to the reading before.
            guard var second = try? watch() else {
                await Task.yield()
                continue
            }
            await second.ingestion.start()
            let taken = await second.next { _ in true }
            #expect(taken?.funnels.first?.steps.map(\.count) == expected)
            #expect(taken?.source.inputs.first?.lines == 200)
            return
        }
        Issue.record("the state stayed locked")
    }

    @Test(.timeLimit(.minutes(2))) func `warns on the screen of a state that cannot be used`() async throws {
        _ = try files.write("a.jsonl.state", text: "no state")
        var watch = try watch()
        await watch.ingestion.start()
        let shown = await watch.next { _ in true }
        #expect(shown?.warnings.first?.contains("is no state file of funneltop; kept aside as") == true)
        #expect(await watch.ingestion.close() == nil)
    }

    @Test(.timeLimit(.minutes(2))) func `another filter is saved as another definition`() async throws {
        var watch = try watch()
        await watch.ingestion.start()
        _ = await watch.next { $0.source.inputs.first?.lines == 200 }
        var filtered = trial.configuration
        filtered.filter = try FilterParser.parse("country = DE")
        #expect(try await watch.ingestion.apply(filtered) == .everything)
        let shown = await watch.next { $0.source.inputs.first?.lines == 200 }
        #expect(await watch.ingestion.close() == nil)
        let keeper = StateDefinition(filtered, trial.settings.description)
        #expect((shown?.funnels.first?.steps.first?.count ?? 0) > 0)
        #expect(
            keeper.difference(from: StateDefinition(trial.configuration, trial.settings.description).text) == "filter")
    }
}
