import Analytics

extension DashboardModel {
    mutating func select(experiment index: Int) {
        experimentIndex = index
        goalIndex = 0
        armName = nil
        experimentSegment = nil
        experimentScroll = 0
    }

    /// Going round at the end.
    mutating func moveExperiment(by distance: Int) {
        let count = shown.experiments.count
        guard count > 1 else {
            if count == 1, view == .experiments { say("this is the only experiment: x begins another") }
            return
        }
        select(experiment: ((shownExperimentIndex + distance) % count + count) % count)
    }

    mutating func moveGoal(by distance: Int) {
        guard let shown = shownExperiment, !shown.goals.isEmpty else { return }
        goalIndex = min(max(0, shown.goalIndex + distance), shown.goals.count - 1)
    }

    mutating func moveArm(by distance: Int) {
        guard let shown = shownExperiment, !seesEffects else { return }
        let all = shown.compared.map(\.variant)
        guard let index = all.firstIndex(where: { $0 == shown.variant }) else { return }
        armName = all[min(max(0, index + distance), all.count - 1)]
    }

    mutating func toggleEffects() {
        guard let shown = shownExperiment else { return say("there is no experiment yet: x begins one") }
        guard shown.experiment.isMultivariate else {
            return say("one factor alone: there are no effects to tell apart")
        }
        showsCombinations.toggle()
        experimentScroll = 0
    }

    mutating func see(segment index: Int?) {
        experimentSegment = index
        experimentScroll = 0
    }

    /// Pages in view 3 scroll what does not fit; in other views they move what the arrows move.
    mutating func scroll(by distance: Int) {
        guard view == .experiments, !isHelpOpen else { return moveRows(by: distance) }
        experimentScroll = min(max(0, experimentScroll + distance), ExperimentView.lastScroll(self))
    }

    /// Declares the phase that the split check offers, or says why there is none.
    mutating func declarePhase() -> [Effect] {
        guard let experiment = shownExperiment?.experiment else {
            say("there is no experiment yet: x begins one")
            return []
        }
        guard let change = experiment.split.change else {
            say("the split has not changed: there is no phase to declare")
            return []
        }
        let time = format.moment(change.time, now: words.now)
        if case .phase = pending {
            say("a phase is being declared: wait for its numbers")
            return []
        }
        guard declaredPhases[experiment.name] != change.time else {
            say("the phase from \(time) on is declared already: the numbers follow")
            return []
        }
        return ask(
            .phase(experiment: experiment.name, at: change.time),
            .declarePhase(experiment: experiment.name, at: change.time))
    }

    /// Shows the experiment on these fields that is there, or asks for a new one.
    mutating func beginExperiment(_ text: String) -> [Effect] {
        if let index = shown.experiments.firstIndex(where: { $0.factors.joined(separator: " * ") == text }) {
            prompt = nil
            select(experiment: index)
            view = .experiments
            return []
        }
        return ask(.experiment(text), .setExperiment(text))
    }

    /// An experiment that was asked for is shown once a snapshot has it.
    mutating func showWantedExperiment() {
        guard let known = namesBeforeExperiment,
            let index = shown.experiments.firstIndex(where: { !known.contains($0.name) })
        else { return }
        select(experiment: index)
        namesBeforeExperiment = nil
    }

    /// The experiments there are, and fields that could carry another's variants.
    var experimentItems: [Chooser.Item] {
        let listed = shown.experiments.enumerated().map { index, experiment in
            Chooser.Item(title: experiment.name, note: words.signed(experiment), meaning: .listed(index))
        }
        let taken = Set(shown.experiments.flatMap(\.factors))
        let others = knownFields.filter {
            !taken.contains($0) && !["event", "page", "revenue", "session", "user"].contains($0)
        }
        return listed
            + FieldName.mostUsefulFirst(others).map { .init(title: $0, note: "begin one", meaning: .typed($0)) }
    }

    /// To the next goal or arm in whose name the search text stands.
    mutating func goToGoal(forward: Bool) {
        guard let shown = shownExperiment else { return say("there is no experiment yet: x begins one") }
        let goals = shown.goals.indices.filter { contains(shown.goals[$0].name) }
        let next = forward ? goals.first { $0 > shown.goalIndex } : goals.last { $0 < shown.goalIndex }
        if let goal = next ?? (forward ? goals.first : goals.last) {
            goalIndex = goal
        } else if let arm = shown.compared.first(where: { contains($0.variant) }) {
            armName = arm.variant
        } else {
            say("“\(searchText)” is not among the goals and arms")
        }
    }
}
