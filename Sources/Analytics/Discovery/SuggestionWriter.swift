import Expressions

/// Makes a funnel with a window, names and a reason of a path that was found.
struct SuggestionWriter {
    /// 30 m, 1 h, 1 d, 7 d, 30 d.
    private static let windows: [TimeSpan] = [1_800, 3_600, 86_400, 604_800, 2_592_000].map { .seconds($0) }

    private let found: FunnelSuggester.Found
    private let sample: EventSample
    private let userCount: Int

    init(_ found: FunnelSuggester.Found, _ sample: EventSample, userCount: Int) {
        self.found = found
        self.sample = sample
        self.userCount = userCount
    }

    /// nil when nobody went the path inside the longest window.
    var funnel: SuggestedFunnel? {
        let items = found.path.items.map { found.sample.items[$0] }
        let names = StepNames.distinct(items.map { ($0.plainName, $0.rawName) })
        let steps = zip(items, names).map { item, name in
            StepDefinition(name: name, alternatives: item.subjects.map { StepAlternative($0) })
        }
        var definition = FunnelDefinition(name: name(items), steps: steps)
        let measured = SampleFunnel(sample, steps: items.map(\.subjects))
        let window = sample.hasTimes ? SuggestionWriter.window(measured.durations) : nil
        definition.window = window
        let counts = measured.counts(window: window)
        guard counts.last ?? 0 > 0 else { return nil }
        return SuggestedFunnel(
            definition: definition, reason: SuggestionReason(found, users: userCount).text, counts: counts)
    }

    /// Four of five users who went all the way went it inside the window.
    ///
    /// - Parameter durations: in order of size.
    static func window(_ durations: [Int64]) -> TimeSpan {
        let usual = durations.isEmpty ? 0 : durations[(durations.count - 1) * 4 / 5]
        return windows.first { $0.microseconds >= usual } ?? windows[windows.count - 1]
    }

    private func name(_ items: [SampleItems.Item]) -> String {
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
}
