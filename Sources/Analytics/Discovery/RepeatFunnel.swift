import Expressions

/// The funnel of data that know one kind of event, as a list of orders does: who comes again, and again.
struct RepeatFunnel {
    private static let fewestUsers = 3

    private(set) var funnel: SuggestedFunnel?

    init(_ sample: EventSample) {
        guard sample.hasTimes, sample.names.count == 1, sample.pages.isEmpty, let name = sample.names.first else {
            return
        }
        var times: [UInt64: Set<Int64>] = [:]
        for row in sample.rows { times[row.user, default: []].insert(row.time) }
        // Rows of one time are parts of one thing.
        let visits = times.values.map { $0.sorted() }
        let returning = visits.filter { $0.count > 1 }
        guard returning.count >= RepeatFunnel.fewestUsers else { return }
        let window = SuggestionWriter.window(
            returning.map { times in zip(times, times.dropFirst()).map { $1 - $0 }.min() ?? 0 }.sorted())
        let steps = ["First time", "Second time", "Third time"].map {
            StepDefinition(name: $0, alternatives: [StepAlternative(.event(name))])
        }
        var definition = FunnelDefinition(name: "repeat", steps: steps)
        definition.stepWindow = window
        definition.ties = .strict
        let lengths = visits.map { RepeatFunnel.longestRun($0, window.microseconds) }
        funnel = SuggestedFunnel(
            definition: definition,
            reason:
                "There is one kind of event, so the question is who comes again: "
                + "\(ThousandsText.of(UInt(returning.count))) of \(ThousandsText.of(UInt(visits.count))) users did.",
            counts: (1...3).map { step in lengths.filter { $0 >= step }.count })
    }

    /// The most times in a row with no pause longer than the window.
    private static func longestRun(_ times: [Int64], _ window: Int64) -> Int {
        var longest = 1
        var run = 1
        for (earlier, later) in zip(times, times.dropFirst()) {
            run = later - earlier <= window ? run + 1 : 1
            longest = max(longest, run)
        }
        return longest
    }
}
