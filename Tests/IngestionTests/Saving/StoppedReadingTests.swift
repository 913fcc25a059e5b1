import Analytics
import ByteSources
import Foundation
import Testing

@testable import Ingestion

/// A reading that is asked to stop before its end.
@Suite struct StoppedReadingTests {
    @Test func `stops between two rounds, and what it saves goes on to the numbers of an undisturbed reading`() throws {
        let files = try TemporaryFiles()
        var shop = ShopLines(seed: 5)
        let path = try files.write("events.jsonl", (0..<60_000).map { _ in shop.next() })
        let folder = try TemporaryFiles()
        let state = try folder.write("state", text: "") + ".kept"
        var trial = try StateTrial([path])
        trial.follows = false

        let stop = StopRequest()
        var settings = trial.settings
        settings.stop = stop
        let first = try Intake(settings, trial.configuration)
        let keeper = try StateKeeper(path: state, interval: .seconds(3600))
        var looks = 0
        let stopped = first.readToEnd(
            clock: {
                looks += 1
                // The first look is before the first round, the second during it.
                if looks == 3 { stop.make() }
                return .zero
            }, keeping: keeper)
        #expect(!stopped.isWhole)
        let read = first.snapshot(SnapshotRequest()).source.events
        #expect(read > 0 && read < 55_000, "\(read)")
        let percent = Int(100 * (first.progress ?? 0))
        #expect((1...99).contains(percent))

        let second = try Intake.resumed(first.saved(), trial.settings, trial.configuration, latenessIsGiven: true)
        let whole = second.readToEnd(clock: { .zero }, keeping: keeper)
        #expect(whole.isWhole)
        let undisturbed = try trial.begin()
        undisturbed.readToEnd { .zero }
        #expect(trial.numbers(second) == trial.numbers(undisturbed))
    }
}
