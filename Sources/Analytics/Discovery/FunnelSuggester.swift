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
        /// Why the goal is taken for one.
        var grounds: GoalSearch.Grounds

        var goal: SampleItems.Item { sample.items[path.items[path.items.count - 1]] }
        var isLong: Bool { path.items.count >= 3 }
    }

    /// - Complexity: O(n log n) in the rows, and some hundred passes over the different histories.
    package static func suggest(_ sample: EventSample) -> Answer {
        guard !sample.rows.isEmpty else { return .none(reason: "there is no event to see a path in") }
        let judge = PathJudge(userCount: sample.userCount)
        var short: (funnel: SuggestedFunnel, isNamed: Bool)?
        for vocabulary in vocabularies(sample) {
            let items = SampleItems(sample, vocabulary)
            for goals in GoalSearch(items, userCount: judge.userCount).groups {
                guard let found = path(to: goals, in: items, judge),
                    let funnel = SuggestionWriter(found, sample, userCount: judge.userCount).funnel
                else { continue }
                if found.isLong { return .suggestion(funnel) }
                let isNamed = found.grounds != .rarity
                if short == nil || isNamed && short?.isNamed == false { short = (funnel, isNamed) }
            }
        }
        if let short, short.isNamed { return .suggestion(short.funnel) }
        if let other = SectionFunnel(sample).funnel ?? short?.funnel ?? RepeatFunnel(sample).funnel {
            return .suggestion(other)
        }
        return .none(reason: reason(sample, userCount: judge.userCount))
    }

    /// Events first, unless they say no more than that a page was seen.
    private static func vocabularies(_ sample: EventSample) -> [SampleItems.Vocabulary] {
        guard !sample.pages.isEmpty else { return [.events] }
        let telling = sample.names.map { NameWords($0) }.filter {
            !NameMeaning.isPageView($0) && !NameMeaning.isNoise($0) && !NameMeaning.isBackground($0)
        }
        return telling.isEmpty ? [.pages, .sections] : [.events, .both]
    }

    /// The best path to one of the goals, a long one where there is one.
    private static func path(
        to goals: [GoalSearch.Goal], in items: SampleItems, _ judge: PathJudge
    ) -> Found? {
        var best: (found: Found, weight: Double)?
        let searches = goals.map { PathSearch(items, goal: $0.item) }
        for support in [0.5, 0.3, 0.15] {
            for withBackground in [false, true] {
                for (goal, search) in zip(goals, searches) {
                    guard let path = search.best(support: support, withBackground: withBackground),
                        judge.accepts(path, goal.grounds)
                    else { continue }
                    let found = Found(sample: items, path: path, grounds: goal.grounds)
                    // Where no name tells, a path that many went is the better one.
                    let weight = path.score * Double(path.counts.last ?? 0).squareRoot()
                    let isLonger = found.isLong && best?.found.isLong != true
                    if best == nil || isLonger || goal.mayBeWeighed && weight > best?.weight ?? 0 {
                        best = (found, weight)
                    }
                    if !goal.mayBeWeighed, let best, best.found.isLong { return best.found }
                }
                if let best, best.found.isLong { return best.found }
            }
        }
        return best?.found
    }

    private static func reason(_ sample: EventSample, userCount: Int) -> String {
        if userCount < 2 { return "all of it is of one user, and that says nothing about the ways of others" }
        if sample.names.count == 1, sample.pages.isEmpty {
            return "there is one kind of event and no page, and hardly a user came twice"
        }
        return "no event or page was found that ends a way many users went; name the steps with --funnel"
    }
}
