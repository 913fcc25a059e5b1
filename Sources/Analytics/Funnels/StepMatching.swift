/// Bipartite matching of steps to events of one time (Kuhn's augmenting paths).
enum StepMatching {
    /// Whether every required step can have an event of its own; events come in groups that match the same steps.
    ///
    /// - Complexity: O(required² × groups).
    static func canFill(_ required: [Int], groups: [UInt32], counts: [Int]) -> Bool {
        var holders: [[Int]] = groups.map { _ in [] }
        for step in required {
            var visited = Array(repeating: false, count: groups.count)
            guard place(step, groups, counts, &holders, &visited) else { return false }
        }
        return true
    }

    private static func place(
        _ step: Int, _ groups: [UInt32], _ counts: [Int], _ holders: inout [[Int]], _ visited: inout [Bool]
    ) -> Bool {
        for index in groups.indices where groups[index] & (1 << UInt32(step)) != 0 && !visited[index] {
            visited[index] = true
            if holders[index].count < counts[index] {
                holders[index].append(step)
                return true
            }
            for position in holders[index].indices
            where place(holders[index][position], groups, counts, &holders, &visited) {
                holders[index][position] = step
                return true
            }
        }
        return false
    }
}

extension StepMatching {
    /// The most steps of `0..<stepCount` that can each have an event of its own.
    static func most(_ stepCount: Int, groups: [UInt32], counts: [Int]) -> Int {
        var holders: [[Int]] = groups.map { _ in [] }
        var placed = 0
        for step in 0..<stepCount {
            var visited = Array(repeating: false, count: groups.count)
            if place(step, groups, counts, &holders, &visited) { placed += 1 }
        }
        return placed
    }
}
