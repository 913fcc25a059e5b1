/// What could be the end of a funnel, best first.
struct GoalSearch {
    /// Why something is taken for a goal.
    enum Grounds: Sendable, Hashable {
        case name(NameMeaning.Worth)
        case revenue
        /// Only that few users come so far.
        case rarity
    }

    struct Goal {
        var item: Int
        var grounds: Grounds
        /// Nothing but the path to it says which of the group is the right one.
        var mayBeWeighed: Bool
    }

    /// One group after the other is to be tried.
    private(set) var groups: [[Goal]] = []

    init(_ sample: SampleItems, userCount: Int) {
        func users(_ item: Int) -> Int { sample.items[item].users }
        func name(_ item: Int) -> String { sample.items[item].rawName }
        func hasRevenue(_ item: Int) -> Bool {
            sample.items[item].rows > 0 && sample.items[item].rowsWithRevenue * 2 >= sample.items[item].rows
        }
        let done = sample.items.indices.filter { users($0) > 0 }
        func named(_ worth: NameMeaning.Worth) -> [Goal] {
            let all = done.filter { sample.items[$0].worth == worth }
            // A goal that next to nobody reaches beside one that many do is an exception, not the end of the way.
            let most = all.map(users).max() ?? 0
            let sorted = all.filter { users($0) * 10 >= most }.sorted { a, b in
                if hasRevenue(a) != hasRevenue(b) { return hasRevenue(a) }
                return (users(a), name(a)) < (users(b), name(b))
            }
            return sorted.map { Goal(item: $0, grounds: .name(worth), mayBeWeighed: false) }
        }
        groups.append(named(.order))
        let earning = done.filter { item in
            sample.items[item].worth == nil && hasRevenue(item) && !sample.items[item].isBackground
                && users(item) * 2 < userCount && !sample.items[item].isUsualStep
        }
        groups.append(
            earning.sorted { (users($0), name($0)) < (users($1), name($1)) }
                .map { Goal(item: $0, grounds: .revenue, mayBeWeighed: false) })
        for worth in NameMeaning.Worth.allCases.reversed() where worth != .order { groups.append(named(worth)) }
        let rare = done.filter { item in
            !sample.items[item].isBackground && users(item) >= 5 && users(item) * 100 >= userCount
                && users(item) * 2 < userCount
        }
        groups.append(
            rare.sorted { (-users($0), name($0)) < (-users($1), name($1)) }.prefix(12)
                .map { Goal(item: $0, grounds: .rarity, mayBeWeighed: true) })
    }
}
