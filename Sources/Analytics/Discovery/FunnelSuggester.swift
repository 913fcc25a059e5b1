import Expressions

/// Finds the funnel that the data itself suggests: the most travelled path to the rarest event that is worth something.
///
/// The same sample gives the same funnel, always.
package enum FunnelSuggester {
    /// A funnel, or why none could be found, in a sentence.
    package enum Answer: Sendable, Hashable {
        case suggestion(SuggestedFunnel)
        case none(reason: String)

        /// nil where none was found.
        package var funnel: SuggestedFunnel? { if case .suggestion(let funnel) = self { funnel } else { nil } }
    }

    /// A path that was found, and what it is made of.
    struct Found {
        var sample: SampleItems
        var path: PathSearch.Path
        var goal: SampleItems.Item { sample.items[path.items[path.items.count - 1]] }
        /// Why the goal is taken for one.
        var grounds: GoalSearch.Grounds
    }

    private static let fewestSteps = 3
    private static let windows: [TimeSpan] = [1_800, 3_600, 86_400, 604_800, 2_592_000].map { .seconds($0) }

    /// - Complexity: O(n log n) in the rows, and some hundred passes over the different histories.
    package static func suggest(_ sample: EventSample) -> Answer {
        guard !sample.rows.isEmpty else { return .none(reason: "there is no event to see a path in") }
        var short: Found?
        for vocabulary in vocabularies(sample) {
            let items = SampleItems(sample, vocabulary)
            for goals in GoalSearch(items, userCount: sample.userCount).groups {
                guard let found = path(to: goals, in: items) else { continue }
                if found.path.items.count >= fewestSteps { return .suggestion(funnel(found, sample)) }
                if short == nil { short = found }
            }
        }
        if let short { return .suggestion(funnel(short, sample)) }
        return .none(reason: reason(sample))
    }

    /// Events first, unless they say no more than that a page was seen.
    private static func vocabularies(_ sample: EventSample) -> [SampleItems.Vocabulary] {
        guard !sample.pages.isEmpty else { return [.events] }
        let telling = sample.names.map { NameWords($0) }.filter {
            !NameMeaning.isPageView($0) && !NameMeaning.isNoise($0) && !NameMeaning.isBackground($0)
        }
        return telling.isEmpty ? [.pages] : [.events, .both]
    }

    private static func path(to goals: [GoalSearch.Goal], in items: SampleItems) -> Found? {
        var best: Found?
        for support in [0.5, 0.3, 0.15] {
            for withBackground in [false, true] {
                for goal in goals {
                    guard
                        let path = PathSearch(items, goal: goal.item)
                            .best(support: support, withBackground: withBackground)
                    else { continue }
                    let isLonger = path.items.count >= fewestSteps && best?.path.items.count ?? 0 < fewestSteps
                    if best == nil || isLonger || goal.mayBeWeighed && path.score > best?.path.score ?? 0 {
                        best = Found(sample: items, path: path, grounds: goal.grounds)
                    }
                    if !goal.mayBeWeighed, best?.path.items.count ?? 0 >= fewestSteps { return best }
                }
                if let best, best.path.items.count >= fewestSteps { return best }
            }
        }
        return best
    }

    // MARK: The funnel

    private static func funnel(_ found: Found, _ sample: EventSample) -> SuggestedFunnel {
        let items = found.path.items.map { found.sample.items[$0] }
        let names = StepNames.distinct(items.map { ($0.plainName, $0.rawName) })
        let steps = zip(items, names).map { StepDefinition(name: $1, alternatives: [StepAlternative($0.subject)]) }
        var definition = FunnelDefinition(name: name(items), steps: steps)
        let measured = SampleFunnel(sample, steps: items.map(\.subject))
        let durations = measured.durations
        // Four of five users who went all the way went it inside the window.
        let usual = durations.isEmpty ? 0 : durations[(durations.count - 1) * 4 / 5]
        let window = windows.first { $0.microseconds >= usual } ?? windows[windows.count - 1]
        definition.window = window
        let counts = measured.counts(window: window)
        return SuggestedFunnel(
            definition: definition, reason: SuggestionReason(found, users: sample.userCount, counts: counts).text,
            counts: counts)
    }

    private static func name(_ items: [SampleItems.Item]) -> String {
        switch items.last?.worth {
        case .order?:
            let passesCart = items.dropLast().contains {
                NameWords($0.rawName).hasAny(of: ["checkout", "cart", "basket", "bag", "added"])
            }
            return passesCart ? "checkout" : "purchase"
        case .subscription?: return "subscription"
        case .signup?: return "signup"
        case .lead?, nil: return items.last?.plainName.lowercased() ?? "funnel"
        }
    }

    private static func reason(_ sample: EventSample) -> String {
        if sample.userCount < 2 { return "all of it is of one user, and that says nothing about the ways of others" }
        let names = sample.names.count
        if names == 1, sample.pages.isEmpty {
            return "there is one kind of event and no page, so there are no steps to put in order"
        }
        return "no event or page was found that ends a way many users went; name the steps with --funnel"
    }
}
