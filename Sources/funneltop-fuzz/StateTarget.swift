import Analytics
import Decoding
import Expressions

/// Saved aggregates that somebody has changed.
enum StateTarget {
    private static let text = (0..<40).map { index in
        #"{"ts":"2026-01-02T03:04:\#(10 + index)Z","user_id":"u\#(index % 7)","event":"\#(["view", "cart", "buy"][index % 3])","page":"/p\#(index % 5)","session_id":"s\#(index % 9)","v":"\#(["a", "b"][index % 2])","revenue":\#(index)}"#
    }.joined(separator: "\n")

    /// What is taken up is either refused or can be counted on.
    static func run(_ bytes: [UInt8]) {
        guard var state = fresh() else { return }
        var reader = StateReader(bytes)
        do throws(StateError) { try state.restore(from: &reader) } catch {
            precondition(!error.description.isEmpty, "refused without a reason")
            return
        }
        feed(&state)
        _ = state.snapshot(SnapshotRequest())
    }

    static var seed: [UInt8] {
        guard var state = fresh() else { return [] }
        feed(&state)
        var writer = StateWriter()
        state.save(to: &writer)
        return writer.finish()
    }

    private static func plan() -> AnalyticsPlan? {
        guard let funnel = try? FunnelParser.parse("view > cart > buy within 1h") else { return nil }
        var configuration = AnalyticsConfiguration(funnels: [funnel])
        configuration.breakdowns = [AnalyticsConfiguration.Breakdown(field: "v")]
        configuration.sessionsByField = true
        return try? AnalyticsPlan(configuration)
    }

    private static func fresh() -> AnalyticsState? {
        guard let plan = plan() else { return nil }
        return AnalyticsState(plan: plan)
    }

    private static func feed(_ state: inout AnalyticsState) {
        let input = Array((text + "\n").utf8)
        guard let projection = plan()?.projection,
            case .success(let schema) = FormatDetection.detect(sample: input, description: InputDescription())
        else { return }
        let decoder = DecoderFactory.makeDecoder(schema: schema, projection: projection, number: 0)
        var batch = EventBatch(decoder: 0, projection: projection)
        let padded = input + Array(repeating: 0, count: RecordDecoding.padding)
        padded.withUnsafeBytes {
            decoder.decode(UnsafeRawBufferPointer(rebasing: $0[..<input.count]), into: &batch)
        }
        state.add(batch)
    }
}
