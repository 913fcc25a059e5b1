import Analytics
import Expressions

extension ExperimentDefinition {
    /// Everything that keeps this definition from being judged; empty when it can be.
    package var problems: [ExperimentProblem] {
        var problems = factorProblems + splitProblems(split, .split)
        for (index, phase) in phases.enumerated() {
            problems += splitProblems(phase.split, .phase(index))
            if index > 0, phase.start <= phases[index - 1].start { problems.append(.phaseOrder(index)) }
        }
        problems += controlProblems
        if let exposure, exposure.isMarked { problems.append(.markedStep(.exposure)) }
        if let window, window.microseconds <= 0 { problems.append(.emptyWindow) }
        if case .fixed(let lift) = lift {
            if !(lift > 0 && lift <= Self.largestLift) {
                problems.append(.liftOutOfRange)
            } else if lift < Self.smallestLift {
                problems.append(.liftTooSmall)
            }
        }
        if !(indifference > 0 && indifference < 1) { problems.append(.noDifferenceOutOfRange) }
        return problems + goalProblems
    }

    /// The prior of the evidence is spread down to a tenth of it: below it would no longer be the one that was asked for.
    private static let smallestLift = 0.001
    /// More is a percentage that was meant as a number, or the other way round.
    private static let largestLift = 3.0

    private var factorProblems: [ExperimentProblem] {
        guard (1...Self.largestFactorCount).contains(factors.count) else { return [.factorCount(factors.count)] }
        if factors.contains("") { return [.emptyFactor] }
        return factors.indices.filter { factors[..<$0].contains(factors[$0]) }.map { .repeatedFactor(factors[$0]) }
    }

    /// Each name once, in order.
    private func splitProblems(_ split: [String: Double], _ part: ExperimentProblem.Part) -> [ExperimentProblem] {
        if split.count == 1 { return [.tooFewShares(part)] }
        var problems: [ExperimentProblem] = []
        for (name, share) in split.sorted(by: { $0.key < $1.key }) {
            if !(share > 0 && share.isFinite) {
                problems.append(.shareNotPositive(name, part))
            } else if !namesArm(name) {
                problems.append(.levels(name, factors: factors.count, part))
            }
        }
        return problems
    }

    private var controlProblems: [ExperimentProblem] {
        guard let control else { return [] }
        guard namesArm(control) else { return [.levels(control, factors: factors.count, .control)] }
        let strange = ([split] + phases.map(\.split)).first { !$0.isEmpty && $0[control] == nil }
        return strange.map { [.unknownControl(control, among: $0.keys.sorted())] } ?? []
    }

    private var goalProblems: [ExperimentProblem] {
        var problems: [ExperimentProblem] = []
        for (index, goal) in goals.enumerated() {
            if goals[..<index].contains(where: { $0.name == goal.name }) {
                problems.append(.repeatedGoal(goal.name, index: index))
            }
            if goal.step?.isMarked == true { problems.append(.markedStep(.goal(index))) }
            guard let unit = goal.unit else { continue }
            if !goal.isAmount {
                problems.append(.unitOfShare(index: index))
            } else if case .averageOrderValue = goal.kind {
                problems.append(.unitOfOrders(index: index))
            } else if !(unit > 0 && unit.isFinite) {
                problems.append(.unitNotPositive(index: index))
            }
        }
        return problems
    }

    /// Whether an arm of this experiment can have this name; that of a single field may have any.
    private func namesArm(_ name: String) -> Bool {
        guard factors.count > 1 else { return true }
        let levels = Self.factors(of: name)
        return levels.count == factors.count && !levels.contains("") && Self.variant(levels) == name
    }
}

extension StepDefinition {
    /// Has a mark that says something in a funnel only.
    fileprivate var isMarked: Bool { isOptional || isFirstTimeOnly }
}
