import Analytics
import Foundation

/// What was called when, if one looks at every edge of the schedule that has passed.
struct ReferencePath {
    struct Subject: Hashable {
        var goal: String
        var names: [String]
    }

    struct Call: Hashable {
        var time: Int64
        var isUp: Bool
    }

    private(set) var calls: [Subject: Call] = [:]
    /// Largest ln e of a comparison alone.
    private(set) var peaks: [Subject: Double] = [:]
    /// ln e of each arm of the first goal at each look.
    private(set) var points: [(time: Int64, logE: [Double])] = []

    init(_ reference: ReferenceExperiment, ends: [Int64], now: Int64, target: Double = 0.1) {
        for end in ends {
            let judge = ReferenceJudge(reference, before: end, target: target)
            if let first = judge.lines.first { points.append((min(end, now), first.map { $0.adjusted ?? $0.logE })) }
            guard end <= now, (judge.split ?? 0) < log(100) else { continue }
            for (place, goal) in reference.shown.enumerated() {
                let name = reference.goals[goal].name
                for (arm, line) in zip(judge.arms, judge.lines.isEmpty ? [] : judge.lines[place]) {
                    note(Subject(goal: name, names: [arm.joined(separator: " * ")]), line, at: end)
                }
                guard !judge.effects.isEmpty else { continue }
                for (contrast, line) in zip(judge.contrasts, judge.effects[place]) {
                    let levels = zip(contrast.factors, contrast.levels).map { judge.levels[$0][$1] }
                    let factors = contrast.factors.map { reference.definition.factors[$0] }
                    note(Subject(goal: name, names: factors + levels), line, at: end)
                }
            }
        }
    }

    private mutating func note(_ subject: Subject, _ line: ReferenceJudge.Line, at time: Int64) {
        guard line.isOpen, let effect = line.effect else { return }
        peaks[subject] = max(peaks[subject] ?? -.infinity, line.logE)
        guard let adjusted = line.adjusted, adjusted >= log(20), calls[subject] == nil else { return }
        calls[subject] = Call(time: time, isUp: effect.estimate > 0)
    }

    func differences(_ snapshot: ExperimentSnapshot) -> [String] {
        var differences: [String] = []
        for goal in snapshot.goals {
            let called =
                goal.arms.map { (Subject(goal: goal.name, names: [$0.variant]), $0.firstCalled, $0.verdict) }
                + goal.contrasts.map {
                    (Subject(goal: goal.name, names: $0.factors + $0.levels), $0.firstCalled, $0.verdict)
                }
            for (subject, time, verdict) in called {
                let right = calls[subject]
                if right?.time != time?.microseconds {
                    differences.append(
                        "\(subject) called: reference \(right?.time ?? 0), engine \(time?.microseconds ?? 0)")
                } else if let right, verdict != .splitBroken, verdict != .noData {
                    let word = right.isUp == (goal.better == .higher) ? Verdict.winner : .loser
                    if verdict != word {
                        differences.append("\(subject): reference \(word), engine \(String(describing: verdict))")
                    }
                }
            }
            for arm in goal.arms {
                let right = peaks[Subject(goal: goal.name, names: [arm.variant])].map { min(1, exp(-$0)) }
                guard abs((right ?? -1) - (arm.pValue ?? -1)) > 1e-7 * abs(right ?? 1) else { continue }
                differences.append("p of \(arm.variant): reference \(right ?? -1), engine \(arm.pValue ?? -1)")
            }
        }
        guard let goal = snapshot.goals.first else { return differences }
        for (index, arm) in goal.arms.enumerated().dropFirst() {
            for point in arm.history {
                let right = points.filter { $0.time == point.time.microseconds }.map { $0.logE[index] / log(20) }
                guard right.contains(where: { abs($0 - point.logEvidence) < 1e-7 }) else {
                    differences.append("evidence at \(point.time): reference \(right), engine \(point.logEvidence)")
                    break
                }
            }
        }
        return differences
    }
}
