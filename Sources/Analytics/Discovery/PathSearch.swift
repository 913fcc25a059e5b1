import Expressions
import RealModule

/// Finds the milestones that lead to a goal: the path most users who reached it have gone, each step narrowing the crowd.
struct PathSearch {
    struct Path {
        /// Items in order, the goal last.
        var items: [Int]
        /// Users who went it in this order, whatever time it took.
        var counts: [Int]
        /// Users who reached the goal on any way.
        var converters: Int
        var score: Double

        /// Of those who reached the goal, how many went this way.
        var coverage: Double { converters > 0 ? Double(counts.last ?? 0) / Double(converters) : 0 }
    }

    /// More candidates would take too long to combine.
    private static let mostCandidates = 9
    private static let mostMilestones = 4
    /// Two steps that all but so many of a hundred users go together are one.
    private static let leastLoss = 0.02

    private let sample: SampleItems
    private let goal: Int
    /// By converter: items done before the goal, in order of their first time.
    private var before: [[Int]] = []

    init(_ sample: SampleItems, goal: Int) {
        self.sample = sample
        self.goal = goal
        for history in sample.histories {
            guard let end = history.firstIndex(where: { $0.item == goal }) else { continue }
            var seen: Set<Int> = []
            before.append(history[..<end].map(\.item).filter { seen.insert($0).inserted })
        }
    }

    /// nil when fewer than two steps come together.
    ///
    /// - Parameter support: the least share of those who reached the goal that must have done a milestone before.
    func best(support: Double, withBackground: Bool) -> Path? {
        let candidates = ordered(candidates(support, withBackground))
        guard !candidates.isEmpty else { return nil }
        let sequences = sequences(of: candidates + [goal])
        var best: Path?
        var chosen: [Int] = []
        func extend(from next: Int) {
            if !chosen.isEmpty, let path = path(chosen.map { candidates[$0] }, sequences),
                path.score > best?.score ?? 0
            {
                best = path
            }
            guard chosen.count < PathSearch.mostMilestones, next < candidates.count else { return }
            for index in next..<candidates.count {
                // Where everybody is says something only about where one begins.
                if !chosen.isEmpty, sample.items[candidates[index]].isBackground { continue }
                chosen.append(index)
                extend(from: index + 1)
                chosen.removeLast()
            }
        }
        extend(from: 0)
        return best
    }

    // MARK: Candidates

    private func candidates(_ support: Double, _ withBackground: Bool) -> [Int] {
        var counts = Array(repeating: 0, count: sample.items.count)
        for items in before { for item in items { counts[item] += 1 } }
        let least = max(1, Double(before.count) * support)
        let suitable = sample.items.indices.filter { item in
            item != goal && Double(counts[item]) >= least && sample.items[item].users > before.count
                && (withBackground || !sample.items[item].isBackground)
                && !overlapsGoal(item)
                // The same worth twice is the same thing said twice.
                && sample.items[item].worth != .order
        }
        let sorted = suitable.sorted { a, b in
            let (first, second) = (sample.items[a], sample.items[b])
            if first.isUsualStep != second.isUsualStep { return first.isUsualStep }
            return (-counts[a], first.rawName) < (-counts[b], second.rawName)
        }
        return Array(sorted.prefix(PathSearch.mostCandidates))
    }

    /// An event of the goal would fill this step as well, or the other way round.
    private func overlapsGoal(_ item: Int) -> Bool {
        func covers(_ a: Int, _ b: Int) -> Bool {
            sample.items[a].subjects.contains { subject in
                guard case .page(let pattern) = subject else { return false }
                return Glob(pattern).matches(sample.items[b].rawName)
            }
        }
        return covers(item, goal) || covers(goal, item)
    }

    /// As the converters did them: an item stands before those it came before more often than after.
    private func ordered(_ candidates: [Int]) -> [Int] {
        var places: [Int: Int] = [:]
        for (place, item) in candidates.enumerated() { places[item] = place }
        var isFirst = Array(repeating: Array(repeating: 0, count: candidates.count), count: candidates.count)
        for items in before {
            let done = items.compactMap { places[$0] }
            for (index, earlier) in done.enumerated() {
                for later in done[(index + 1)...] { isFirst[earlier][later] += 1 }
            }
        }
        func wins(_ place: Int) -> Int {
            candidates.indices.filter { isFirst[place][$0] > isFirst[$0][place] }.count
        }
        let order = candidates.indices.sorted { a, b in
            let (first, second) = (sample.items[candidates[a]], sample.items[candidates[b]])
            return (-wins(a), -first.users, first.rawName) < (-wins(b), -second.users, second.rawName)
        }
        return order.map { candidates[$0] }
    }

    // MARK: Paths

    /// What users did of these, without repetitions in a row; how many did the same.
    private func sequences(of items: [Int]) -> [(items: [Int], users: Int)] {
        let relevant = Set(items)
        var counts: [[Int]: Int] = [:]
        for history in sample.histories {
            var sequence: [Int] = []
            for doing in history where relevant.contains(doing.item) && sequence.last != doing.item {
                sequence.append(doing.item)
            }
            if !sequence.isEmpty { counts[sequence, default: 0] += 1 }
        }
        return counts.map { ($0.key, $0.value) }
    }

    /// nil where a step does not narrow the crowd.
    private func path(_ milestones: [Int], _ sequences: [(items: [Int], users: Int)]) -> Path? {
        let items = milestones + [goal]
        var counts = Array(repeating: 0, count: items.count)
        for sequence in sequences {
            var reached = 0
            for item in sequence.items where reached < items.count && item == items[reached] { reached += 1 }
            for step in 0..<reached { counts[step] += sequence.users }
        }
        guard let last = counts.last, last > 0 else { return nil }
        var path = Path(items: items, counts: counts, converters: before.count, score: 0)
        var narrowing = 0.0
        for (earlier, later) in zip(counts, counts.dropFirst()) {
            guard Double(later) <= Double(earlier) * (1 - PathSearch.leastLoss) else { return nil }
            // Many even steps say more than one great one.
            narrowing += min(2.5, Double.log(Double(earlier) / Double(later))).squareRoot()
        }
        let usual = milestones.filter { sample.items[$0].isUsualStep }.count
        path.score = path.coverage * (narrowing + 0.4 * Double(usual))
        return path
    }
}
