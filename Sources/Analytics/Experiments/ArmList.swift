/// The arms in the order in which they are shown: control first, then by name; of a multivariate test all combinations,
/// the last factor fastest.
struct ArmList {
    struct Arm {
        var levels: [String]
        /// nil where no user has been in it.
        var cell: Int?

        var variant: String { ExperimentDefinition.variant(levels) }
    }

    /// Names that say that nothing was changed.
    private static let controlNames = [
        "control", "a", "original", "baseline", "default", "off", "false", "0", "old", "none",
    ]

    private(set) var arms: [Arm] = []
    /// By factor: the control's level first.
    private(set) var levels: [[String]]
    /// Nothing can be compared without.
    private(set) var hasControl = false

    /// - Parameters:
    ///   - everExposed: users by cell; a cell that looked used only because of the order of arrival is none.
    ///   - called: levels of the control that something was called against: where no control is named it stays the
    ///     control when a name that comes before it appears, or a winner could become a loser.
    ///   - given: levels of the control of everybody, where these are the arms of a segment: no other may be.
    init(
        _ definition: ExperimentDefinition, _ names: [ArmLevels], _ cells: ArmCells, everExposed: [Int],
        called: [String]?, given: [String]? = nil
    ) {
        let factors = definition.factors.indices
        let used = zip(cells.codes, everExposed).filter { $1 > 0 }.map(\.0)
        let seen = factors.map { factor in Set(used.map { names[factor].names[$0[factor] - 1] }).sorted() }
        levels = seen
        guard !used.isEmpty else { return }
        let wanted = definition.control.map { ExperimentDefinition.factors(of: $0) }
        var control: [String] = []
        for factor in factors {
            if let wanted {
                let name = factors.count == 1 ? definition.control : factor < wanted.count ? wanted[factor] : nil
                if let name, wanted.count == factors.count || factors.count == 1, seen[factor].contains(name) {
                    control.append(name)
                }
            } else if let given {
                if seen[factor].contains(given[factor]) { control.append(given[factor]) }
            } else if let called, seen[factor].contains(called[factor]) {
                control.append(called[factor])
            } else if let name = ArmList.control(of: seen[factor]) {
                control.append(name)
            }
        }
        hasControl = control.count == factors.count
        if hasControl {
            for factor in factors { levels[factor] = [control[factor]] + seen[factor].filter { $0 != control[factor] } }
        }
        let codes = levels.enumerated().map { factor, levels in
            levels.map { name in (names[factor].names.firstIndex(of: name) ?? -1) + 1 }
        }
        for index in 0..<levels.reduce(1, { $0 * $1.count }) {
            var rest = index
            var places = Array(repeating: 0, count: factors.count)
            for factor in factors.reversed() {
                places[factor] = rest % levels[factor].count
                rest /= levels[factor].count
            }
            let cell = cells.cell(of: factors.map { codes[$0][places[$0]] })
            arms.append(Arm(levels: factors.map { levels[$0][places[$0]] }, cell: cell))
        }
    }

    private static func control(of names: [String]) -> String? {
        for known in controlNames {
            if let name = names.first(where: { $0.lowercased() == known }) { return name }
        }
        return names.first
    }

    /// What decides whether earlier answers are about the same arms.
    var signature: [String] { arms.map(\.variant) + [hasControl ? "+" : "-"] }
}
