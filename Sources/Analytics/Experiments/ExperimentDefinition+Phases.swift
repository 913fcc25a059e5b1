extension ExperimentDefinition {
    /// Takes over a change of the allocation that was found: a phase begins with it, and the one before gets the shares
    /// it had.
    ///
    /// - Parameter arms: variants in the order of the change's shares.
    package mutating func declare(_ change: SplitCheck.Change, arms: [String]) {
        let before = ExperimentDefinition.split(arms, change.before)
        if let last = phases.lastIndex(where: { $0.start < change.time }) {
            phases[last].split = before
        } else {
            split = before
        }
        phases.append(Phase(start: change.time, split: ExperimentDefinition.split(arms, change.after)))
        phases.sort { $0.start < $1.start }
    }

    private static func split(_ arms: [String], _ shares: [Double]) -> [String: Double] {
        Dictionary(zip(arms, shares), uniquingKeysWith: { first, _ in first }).filter { $0.value > 0 }
    }
}
