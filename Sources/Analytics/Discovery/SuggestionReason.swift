/// Says in a sentence or two why a funnel is suggested.
struct SuggestionReason {
    let found: FunnelSuggester.Found
    let users: Int
    let counts: [Int]

    init(_ found: FunnelSuggester.Found, users: Int, counts: [Int]) {
        self.found = found
        self.users = users
        self.counts = counts
    }

    var text: String { goal + " " + way }

    private var goal: String {
        let goal = found.goal
        let name = goal.rawName
        let did = "\(ThousandsText.of(UInt(goal.users))) of \(ThousandsText.of(UInt(users))) users"
        switch found.grounds {
        case .name(let worth):
            let earns = goal.rowsWithRevenue * 2 >= max(1, goal.rows)
            return earns
                ? "\(name) earns revenue and is a \(worth.noun) by its name: \(did) got there."
                : "\(name) is a \(worth.noun) by its name: \(did) got there."
        case .revenue: return "\(name) carries revenue and is rare: \(did) got there."
        case .rarity: return "No name says what a conversion is; \(name) is where few go and many ways lead: \(did)."
        }
    }

    private var way: String {
        let path = found.path
        let went = ThousandsText.of(UInt(path.counts.last ?? 0))
        let milestones = path.items.count - 1
        let steps = milestones == 1 ? "the step before it" : "the \(milestones) steps before it, in this order"
        guard path.converters > 1 else { return "That user did \(steps)." }
        return "\(went) of the \(ThousandsText.of(UInt(path.converters))) did \(steps)."
    }
}
