import Analytics

/// Makes samples of events in a few words: so many users, who did this and then that.
struct Crowd {
    private var names: [String] = []
    private var pages: [String] = []
    private var rows: [EventSample.Row] = []
    private var users: UInt64 = 0

    /// - Parameters:
    ///   - path: names of events; `view /page` has a page, `paid $` revenue.
    ///   - seconds: between one event and the next.
    mutating func add(_ count: Int, _ path: [String], every seconds: Int64 = 60) {
        for _ in 0..<count {
            users += 1
            for (place, text) in path.enumerated() {
                let parts = text.split(separator: " /", maxSplits: 1)
                let hasRevenue = parts[0].hasSuffix(" $")
                let name = hasRevenue ? String(parts[0].dropLast(2)) : String(parts[0])
                rows.append(
                    EventSample.Row(
                        user: users, time: (Int64(users) * 7 + Int64(place) * seconds) * 1_000_000,
                        event: Crowd.index(of: name, in: &names),
                        page: parts.count > 1 ? Crowd.index(of: "/" + parts[1], in: &pages) : nil,
                        hasRevenue: hasRevenue))
            }
        }
    }

    private static func index(of text: String, in texts: inout [String]) -> Int {
        if let index = texts.firstIndex(of: text) { return index }
        texts.append(text)
        return texts.count - 1
    }

    var sample: EventSample { EventSample(names: names, pages: pages, rows: rows) }

    /// The same events, told in another order and with other numbers.
    var turned: EventSample {
        let last = names.count - 1
        var rows = rows
        for index in rows.indices { rows[index].event = last - rows[index].event }
        // Of one user the order of arrival stays where times are equal; here none are.
        return EventSample(names: names.reversed(), pages: pages, rows: rows.reversed())
    }

    var funnel: SuggestedFunnel? { FunnelSuggester.suggest(sample).funnel }

    /// What fills the steps, as an expression has it.
    var steps: [String] { funnel.map(Crowd.steps) ?? [] }

    static func steps(_ funnel: SuggestedFunnel) -> [String] {
        funnel.definition.steps.map { step in
            step.alternatives.map { alternative in
                switch alternative.subject {
                case .event(let name), .page(let name): name
                case .anything: "?"
                }
            }.joined(separator: " | ")
        }
    }
}
