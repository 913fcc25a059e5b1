/// Main effects and interactions of a test that varies several factors at once, every combination being a cell.
package enum FactorialEffects {
    /// All main effects of levels against level 0, then the interactions, as contrasts c of log means L:
    /// estimate sum c L, variance sum c^2 s2.
    ///
    /// In a 2 x 2 test A is [(L10 + L11) - (L00 + L01)]/2 and A x B is L11 - L10 - L01 + L00. An interaction that is
    /// claimed takes the meaning from the main effects in it.
    /// - Parameters:
    ///   - levelCounts: number of levels by factor.
    ///   - cells: ``Effect/cellEffect(_:)-(MomentSums)`` of each combination, the last factor's level running fastest.
    ///   - order: how many factors may interact; two, and three in a 2 x 2 x 2 test, unless given.
    /// - Returns: by number of factors, then by factor, then by level; empty if the cells are not as many as
    ///   combinations.
    package static func contrasts(
        levelCounts: [Int], cells: [Effect?], order: Int? = nil
    ) -> [FactorialContrast] {
        guard levelCounts.allSatisfy({ $0 > 0 && $0 <= max(1, cells.count) }), !levelCounts.isEmpty,
            levelCounts.reduce(1.0, { $0 * Double($1) }) == Double(cells.count)
        else { return [] }
        let order = min(order ?? (levelCounts == [2, 2, 2] ? 3 : 2), levelCounts.count)
        guard order > 0 else { return [] }
        return (1...order).flatMap { subsets(of: levelCounts.count, size: $0) }.flatMap { factors in
            levelChoices(factors.map { levelCounts[$0] }).map { levels in
                FactorialContrast(
                    factors: factors, levels: levels,
                    effect: effect(levelCounts: levelCounts, cells: cells, factors: factors, levels: levels))
            }
        }
    }

    private static func effect(levelCounts: [Int], cells: [Effect?], factors: [Int], levels: [Int]) -> Effect? {
        var estimate = 0.0
        var variance = 0.0
        let compared = factors.reduce(1) { $0 * levelCounts[$1] }
        let weight = Double(compared) / Double(cells.count)
        for index in cells.indices {
            let sign = self.sign(of: index, levelCounts: levelCounts, factors: factors, levels: levels)
            guard sign != 0 else { continue }
            guard let cell = cells[index] else { return nil }
            estimate += weight * sign * cell.estimate
            variance += weight * weight * cell.variance
        }
        return Effect(estimate: estimate, variance: variance)
    }

    /// +1 or -1 with the number of compared factors at level 0; 0 for a cell at another level.
    private static func sign(of cell: Int, levelCounts: [Int], factors: [Int], levels: [Int]) -> Double {
        var rest = cell
        var sign = 1.0
        for factor in levelCounts.indices.reversed() {
            let level = rest % levelCounts[factor]
            rest /= levelCounts[factor]
            guard let position = factors.firstIndex(of: factor) else { continue }
            if level == 0 { sign = -sign } else if level != levels[position] { return 0 }
        }
        return sign
    }

    private static func subsets(of count: Int, size: Int, from first: Int = 0) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return (first..<max(first, count)).flatMap { member in
            subsets(of: count, size: size - 1, from: member + 1).map { [member] + $0 }
        }
    }

    private static func levelChoices(_ counts: [Int]) -> [[Int]] {
        counts.reduce([[]]) { choices, count in
            choices.flatMap { choice in (1..<max(1, count)).map { choice + [$0] } }
        }
    }
}
