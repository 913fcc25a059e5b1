import Analytics

/// The experiment on the screen, through a segment where one is chosen, and what the arrows stand on.
struct ShownExperiment: Sendable {
    var experiment: ExperimentSnapshot
    /// nil is everyone.
    var segment: String?
    var arms: [ExperimentSnapshot.Arm]
    var goals: [GoalSnapshot]
    var goalIndex = 0
    /// The compared arm that is chosen; nil where nothing is compared.
    var variant: String?
    /// Counted from 1.
    var position = 1
    var count = 1

    init(_ experiment: ExperimentSnapshot, segment index: Int? = nil, goal: Int = 0, variant wanted: String? = nil) {
        self.experiment = experiment
        if let index, experiment.segments.indices.contains(index) {
            let shown = experiment.segments[index]
            segment = shown.name
            arms = shown.arms
            goals = shown.goals
        } else {
            arms = experiment.arms
            goals = experiment.goals
        }
        goalIndex = min(max(0, goal), max(0, goals.count - 1))
        let compared = compared
        // What was called is what one wants to see; otherwise the first, which stays where it is.
        let called = compared.first { $0.variant == self.goal?.winner } ?? compared.first { $0.firstCalled != nil }
        let first = compared.first { !$0.isNotCompared } ?? compared.first
        variant = (compared.first { $0.variant == wanted } ?? called ?? first)?.variant
    }

    var goal: GoalSnapshot? { goals.indices.contains(goalIndex) ? goals[goalIndex] : nil }

    /// Arms of the goal that are compared with the control; none without one.
    var compared: [GoalSnapshot.Arm] { goal.map(compared) ?? [] }

    func compared(_ goal: GoalSnapshot) -> [GoalSnapshot.Arm] {
        guard let control = experiment.control else { return [] }
        return goal.arms.filter { $0.variant != control }
    }

    var arm: GoalSnapshot.Arm? { compared.first { $0.variant == variant } }

    /// Users in all arms.
    var exposed: Int { arms.reduce(0) { $0 &+ max(0, $1.exposed) } }

    var isEmpty: Bool { arms.isEmpty || exposed == 0 }
}

extension DashboardModel {
    /// `experimentIndex` kept inside the experiments there are; 0 when there are none.
    var shownExperimentIndex: Int { min(max(0, experimentIndex), max(0, shown.experiments.count - 1)) }

    var shownExperiment: ShownExperiment? {
        let all = shown.experiments
        guard !all.isEmpty else { return nil }
        var made = ShownExperiment(
            all[shownExperimentIndex], segment: experimentSegment, goal: goalIndex, variant: armName)
        made.position = shownExperimentIndex + 1
        made.count = all.count
        return made
    }

    /// What is said of experiments, at the time of the numbers.
    func format(_ experiment: ExperimentSnapshot) -> Formatting { format.near(experiment.isApproximate) }

    var words: VerdictWords { VerdictWords(format: format, now: shown.now ?? shown.source.lastEvent ?? now) }

    /// Main effects and interactions are shown in place of the arms.
    var seesEffects: Bool { !showsCombinations && shownExperiment?.experiment.isMultivariate == true }

    /// The same arm on the same goal one picture before.
    func armBefore(_ variant: String, _ goal: GoalSnapshot, in experiment: ExperimentSnapshot) -> GoalSnapshot.Arm? {
        guard let old = before?.experiments.first(where: { $0.name == experiment.name }), experimentSegment == nil
        else { return nil }
        return old.goals.first { $0.name == goal.name }?.arms.first { $0.variant == variant }
    }
}
