/// Says in a sentence or two why a funnel is suggested.
struct SuggestionReason {
    private let found: FunnelSuggester.Found
    private let users: Int

    init(_ found: FunnelSuggester.Found, users: Int) {
        self.found = found
        self.users = users
    }

    var text: String { goal + " " + way }

    private var goal: String {
        let goal = found.goal
        let name = goal.rawName
        let did = "\(count(goal.users)) of \(count(users)) users got there"
        switch found.grounds {
        case .name(let worth):
            let earns = goal.rows > 0 && goal.rowsWithRevenue * 2 >= goal.rows
            return "\(name) \(earns ? "earns revenue and " : "")is a \(worth.noun) by its name: \(did)."
        case .revenue: return "\(name) earns revenue and is rare: \(did)."
        case .rarity: return "No name tells what the goal is; \(name) ends the way most went together: \(did)."
        }
    }

    private var way: String {
        let path = found.path
        let went = path.counts.last ?? 0
        let milestones = path.items.count - 1
        let steps = milestones == 1 ? "the step before it" : "the \(milestones) steps before it, in this order"
        switch path.converters {
        case 1: return "That user did \(steps)."
        case went: return "All of them did \(steps)."
        default: return "\(count(went)) of them did \(steps)."
        }
    }

    private func count(_ number: Int) -> String { ThousandsText.of(UInt(number)) }
}
