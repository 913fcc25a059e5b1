import Analytics
import Foundation
import Statistics

/// What the snapshot of an experiment says that the reference does not: numbers first, then what was called when.
struct SnapshotComparison {
    private(set) var differences: [String] = []

    init(_ judge: ReferenceJudge, _ snapshot: ExperimentSnapshot) {
        expect("arms", judge.arms, snapshot.arms.map(\.levels))
        expect(
            "control", judge.hasControl ? judge.arms.first : nil, snapshot.control.map { _ in snapshot.arms[0].levels })
        guard differences.isEmpty, judge.hasControl else { return }
        expect("exposed", judge.arms.indices.map { judge.users($0) }, snapshot.arms.map(\.exposed))
        expect("split", judge.split.map { exp($0) }, snapshot.split.eValue)
        let goals = judge.reference.shown.map { judge.reference.goals[$0] }
        expect("goals", goals.map(\.name), snapshot.goals.map(\.name))
        guard differences.isEmpty, judge.arms.count > 1 else { return }
        for (place, goal) in snapshot.goals.enumerated() {
            let best = best(judge, place)
            for (index, arm) in goal.arms.enumerated() {
                counts(judge, place, index, arm)
                expect("\(goal.name) best \(arm.variant)", best?.probabilities[index], arm.probabilityBest)
                expect("\(goal.name) loss \(arm.variant)", best?.losses[index], arm.expectedLoss)
                guard index > 0 else { continue }
                evidence("\(goal.name) of \(arm.variant)", judge.lines[place][index], arm, goals[place])
            }
            guard judge.levels.count > 1 else { continue }
            expect("\(goal.name) contrasts", judge.effects[place].count, goal.contrasts.count)
            for (line, contrast) in zip(judge.effects[place], goal.contrasts) {
                let name = "\(goal.name) \(contrast.factors) \(contrast.levels)"
                expect("\(name) lift", line.effect.map { expm1($0.estimate) }, contrast.lift)
                expect("\(name) low", line.interval.map { expm1($0.lowerBound) }, contrast.liftLow)
                expect("\(name) e", line.effect.map { _ in exp(line.logE) }, contrast.eValue)
                expect(
                    "\(name) adjusted", line.effect == nil ? nil : line.adjusted.map { exp($0) },
                    contrast.adjustedE)
            }
        }
    }

    private mutating func counts(_ judge: ReferenceJudge, _ place: Int, _ index: Int, _ arm: GoalSnapshot.Arm) {
        let number = judge.reference.shown[place]
        let goal = judge.reference.goals[number]
        let name = "\(goal.name) of \(arm.variant)"
        expect("\(name) users", judge.users(index), arm.users)
        expect("\(name) reached", Int(judge.total(number, index, 0)), arm.reached)
        if goal.isShare {
            let users = Double(judge.users(index))
            expect("\(name) value", users > 0 ? judge.total(number, index, 0) / users : nil, arm.value)
        } else {
            let orders = judge.total(number, index, 1)
            expect("\(name) orders", Int(orders), arm.orders)
            let divisor = goal.isPerOrder ? orders : Double(judge.users(index))
            expect("\(name) value", divisor > 0 ? judge.total(number, index, 2) / 1e4 / divisor : nil, arm.value)
        }
    }

    private mutating func evidence(
        _ name: String, _ line: ReferenceJudge.Line, _ arm: GoalSnapshot.Arm, _ goal: GoalDefinition
    ) {
        let isRatio = goal.unit == nil
        let lift = line.effect.map { expm1($0.estimate) }
        expect("\(name) lift", isRatio ? lift : nil, arm.lift)
        let (low, high) = (line.interval?.lowerBound, line.interval?.upperBound)
        expect("\(name) low", low.map { isRatio ? expm1($0) : $0 }, isRatio ? arm.liftLow : arm.differenceLow)
        expect(
            "\(name) high", high.map { isRatio ? expm1($0) : $0 },
            isRatio ? arm.liftHigh : arm.differenceHigh)
        if !isRatio { expect("\(name) difference", line.effect?.estimate, arm.difference) }
        expect("\(name) e", line.effect.map { _ in exp(line.logE) }, arm.eValue)
        expect("\(name) adjusted", line.effect == nil ? nil : line.adjusted.map { exp($0) }, arm.adjustedE)
        expect(
            "\(name) log evidence", line.effect.map { _ in (line.adjusted ?? line.logE) / log(20) },
            arm.logEvidence)
    }

    private func best(_ judge: ReferenceJudge, _ place: Int) -> (probabilities: [Double], losses: [Double])? {
        let goal = judge.reference.goals[judge.reference.shown[place]]
        guard judge.phases.count == 1, goal.unit == nil else { return nil }
        let cells = judge.cells(judge.reference.shown[place], 0).compactMap { $0 }
        guard cells.count == judge.arms.count else { return nil }
        let sign: Double = goal.better == .higher ? 1 : -1
        return BestArm.compare(
            means: cells.map { sign * $0.estimate }, deviations: cells.map { $0.variance.squareRoot() })
    }

    mutating func expect<Value: Equatable>(_ name: String, _ right: Value, _ found: Value) {
        if right != found { differences.append("\(name): reference \(right), engine \(found)") }
    }

    mutating func expect(_ name: String, _ right: Double?, _ found: Double?) {
        if let right, let found {
            // Sums are the same, the order of operations on them is not.
            guard abs(right - found) > 1e-7 * max(abs(right), 1e-3), right != found else { return }
        } else if right == nil, found == nil {
            return
        }
        differences.append("\(name): reference \(right.map { "\($0)" } ?? "-"), engine \(found.map { "\($0)" } ?? "-")")
    }
}
