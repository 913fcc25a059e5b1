import Analytics
import ByteSources
import Decoding
import Expressions
import Testing

@testable import Ingestion

/// Sources that are faster than those who count: they are not read far ahead, and nothing is left out.
@Suite struct FastSourceTests {
    /// Three chunks that are decoded side by side, and one that is being read.
    private static let bound = 4 << 20

    private static let lines = (0..<500).map {
        "{\"ts\":\(1_767_225_600 + $0 / 10),\"user_id\":\"u\($0)\",\"event\":\"viewed\",\"note\":\""
            + String(repeating: "x", count: 400) + "\"}"
    }

    private func intake(_ sources: [FastSource]) throws -> Intake {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("shop: viewed > cart within 10m")])
        configuration.lateness = .bounded(.seconds(60))
        let intake = try Intake(
            IntakeSettings(
                origins: sources.enumerated().map { .source($0.element, name: "fast\($0.offset)") },
                description: InputDescription(), follows: true), configuration)
        for (index, source) in sources.enumerated() {
            source.counted = { [unowned intake] in intake.inputs[index].counts.bytes }
        }
        return intake
    }

    /// Takes one chunk after the other; in between everything else has its turn.
    private func readAll(_ intake: Intake, _ sources: [FastSource]) -> Int {
        var rounds = 0
        while intake.round(now: .zero, chunks: 1) {
            rounds += 1
            for (source, input) in zip(sources, intake.inputs) {
                #expect(source.given - input.counts.bytes <= Self.bound)
            }
        }
        return rounds
    }

    @Test func `case 42: a source that is always ready is read a few chunks ahead at most, and all of it counts`()
        throws
    {
        let source = FastSource(Self.lines, bytes: 12 << 20)
        let intake = try intake([source])
        #expect(readAll(intake, [source]) >= 12)
        #expect(source.given == source.bytes)
        #expect(source.mostAhead > 1 << 20 && source.mostAhead <= Self.bound, "\(source.mostAhead)")
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == source.lines)
        #expect(snapshot.source.inputs[0].bytes == source.bytes)
        #expect(snapshot.source.late == 0 && snapshot.source.rejected == [:])
        #expect(snapshot.funnels[0].steps[0].count == 500)
    }

    @Test func `case 42: of several such sources each is, though the others' events come first`() throws {
        let later = Self.lines.map { $0.replacing("17672256", with: "17672257") }
        let sources = [FastSource(Self.lines, bytes: 4 << 20), FastSource(later, bytes: 6 << 20)]
        let intake = try intake(sources)
        _ = readAll(intake, sources)
        for source in sources { #expect(source.mostAhead <= Self.bound, "\(source.mostAhead)") }
        let source = intake.snapshot(SnapshotRequest()).source
        #expect(source.events + source.late == sources[0].lines + sources[1].lines)
        #expect(source.inputs.map(\.bytes) == sources.map(\.bytes))
        #expect(source.inputs.map(\.lines) == sources.map(\.lines))
    }
}
