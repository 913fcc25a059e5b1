import Analytics
import Expressions
import Statistics

/// What is to be said of an experiment by the counts of the reference: the rules of the guide over `Statistics`.
struct ReferenceJudge {
    /// One comparison: of an arm with the control, or of an effect of crossed factors.
    struct Line {
        var hasData = false
        /// Enough data for a call.
        var isOpen = false
        var effect: Effect?
        var logE = 0.0
        var interval: ClosedRange<Double>?
        var adjusted: Double?
    }

    let reference: ReferenceExperiment
    let definition: ExperimentDefinition
    let target: Double
    /// Control first, then by name; of crossed factors all combinations.
    let arms: [[String]]
    let levels: [[String]]
    let hasControl: Bool
    private let sums: [ReferenceExperiment.Place: [Int128]]
    /// By goal shown, then by arm.
    private(set) var lines: [[Line]] = []
    /// By goal shown, then by contrast.
    private(set) var effects: [[Line]] = []
    private(set) var contrasts: [FactorialContrast] = []

    init(_ reference: ReferenceExperiment, before time: Int64 = .max, target: Double = 0.1) {
        self.reference = reference
        self.target = target
        definition = reference.definition
        sums = reference.sums(before: time)
        let exposed = reference.firstExposures.keys
        var levels = definition.factors.indices.map { factor in Set(exposed.map { $0[factor] }).sorted() }
        var control: [String] = []
        for factor in levels.indices {
            let usual = ["control", "a", "original", "baseline", "default", "off", "false", "0", "old", "none"]
            let usualControl = usual.compactMap { name in levels[factor].first { $0.lowercased() == name } }.first
            let named = definition.control.map { levels.count == 1 ? $0 : $0.components(" * ")[factor] }
            let name = named ?? usualControl ?? levels[factor].first
            guard let name, levels[factor].contains(name) else { continue }
            control.append(name)
            levels[factor] = [name] + levels[factor].filter { $0 != name }
        }
        hasControl = control.count == levels.count
        self.levels = levels
        arms =
            exposed.isEmpty
            ? [] : levels.reduce([[]]) { arms, levels in arms.flatMap { arm in levels.map { arm + [$0] } } }
        guard hasControl, arms.count > 1 else { return }
        lines = reference.shown.map { goal in arms.indices.map { $0 == 0 ? Line() : line(goal, $0) } }
        if levels.count > 1 {
            contrasts = FactorialEffects.contrasts(levelCounts: levels.map(\.count), cells: arms.map { _ in nil })
            effects = reference.shown.map { goal in
                reference.goals[goal].unit == nil ? contrasts.indices.map { effect(goal, $0) } : []
            }
        }
        adjust()
    }

    // MARK: Counts

    var phases: Range<Int> { 0..<definition.phases.count + 1 }

    private func words(_ phase: Int, _ arm: Int) -> [Int128]? { sums[.init(phase: phase, levels: arms[arm])] }

    func users(_ phase: Int, _ arm: Int) -> Double { Double(words(phase, arm)?[0] ?? 0) }

    func users(_ arm: Int) -> Int { phases.reduce(0) { $0 + Int(users($1, arm)) } }

    /// The words of a goal: one of a share, nine of amounts.
    private func words(_ goal: Int, _ phase: Int, _ arm: Int) -> [Double] {
        let start = 3 + reference.goals[..<goal].reduce(0) { $0 + ($1.isShare ? 1 : 9) }
        let count = reference.goals[goal].isShare ? 1 : 9
        return words(phase, arm).map { $0[start..<start + count].map { Double($0) } }
            ?? Array(repeating: 0, count: count)
    }

    /// Over all phases.
    func total(_ goal: Int, _ arm: Int, _ word: Int) -> Double {
        phases.reduce(0) { $0 + words(goal, $1, arm)[word] }
    }

    private func moments(_ goal: Int, _ phase: Int, _ arm: Int) -> MomentSums {
        let words = words(goal, phase, arm)
        if words.count == 1 { return MomentSums(users: users(phase, arm), reached: words[0]) }
        return MomentSums(users: users(phase, arm), sum: words[2] / 1e4, sumOfSquares: words[3] / 1e8)
    }

    private func ratio(_ goal: Int, _ phase: Int, _ arm: Int) -> RatioSums {
        let words = words(goal, phase, arm)
        return RatioSums(
            users: users(phase, arm), numerator: words[2] / 1e4, denominator: words[1],
            numeratorSquares: words[3] / 1e8, denominatorSquares: words[4], products: words[5] / 1e4)
    }

    private func withoutCovariate(_ goal: Int, _ phase: Int, _ arm: Int) -> MomentSums {
        guard definition.covariate != nil else { return moments(goal, phase, arm) }
        let known = arms.indices.map { arm in
            CovariateSums(
                users: users(phase, arm), x: Double(words(phase, arm)?[1] ?? 0) / 1e4,
                xx: Double(words(phase, arm)?[2] ?? 0) / 1e8, xy: words(goal, phase, arm)[8] / 1e8)
        }
        let theta = ControlVariate.slope(arms.indices.map { (moments(goal, phase, $0), known[$0]) })
        return ControlVariate.adjusted(
            moments(goal, phase, arm), known[arm], theta: theta, grandMean: ControlVariate.grandMean(known))
    }

    // MARK: Comparisons

    private func declared(_ phase: Int) -> [String: Double] {
        phase == 0 ? definition.split : definition.phases[phase - 1].split
    }

    private func line(_ goal: Int, _ arm: Int) -> Line {
        var line = Line(hasData: users(0) > 0 && users(arm) > 0)
        guard line.hasData else { return line }
        line.isOpen = isEnough(goal, [0, arm])
        let definition = reference.goals[goal]
        let prior = EffectPrior(target: target, unit: definition.unit ?? 1)
        let usable = phases.filter { users($0, 0) > 0 && users($0, arm) > 0 }
        let comparison: Statistics.Comparison
        if definition.isShare {
            var strata: [ShareStratum] = []
            var labels: [LabelEvidence] = []
            for phase in usable {
                let split = declared(phase)
                let control = split.isEmpty ? 1 : split[arms[0].joined(separator: " * ")] ?? 0
                let variant = split.isEmpty ? 1 : split[arms[arm].joined(separator: " * ")] ?? 0
                guard control > 0, variant > 0 else { continue }
                strata.append(.init(control: moments(goal, phase, 0), variant: moments(goal, phase, arm)))
                labels.append(
                    LabelEvidence(prior: EffectPrior(target: target), share: variant / (control + variant)))
            }
            comparison = .shares(strata, prior: prior, exact: labels)
        } else if definition.isPerOrder {
            comparison = .ratios(usable.map { (ratio(goal, $0, 0), ratio(goal, $0, arm)) }, prior: prior)
        } else {
            let strata = usable.map { (withoutCovariate(goal, $0, 0), withoutCovariate(goal, $0, arm)) }
            comparison =
                definition.unit == nil ? .means(strata, prior: prior) : .differences(strata, prior: prior)
        }
        line.isOpen = line.isOpen && comparison.effect != nil
        (line.effect, line.logE, line.interval) = (comparison.effect, comparison.logEvidence, comparison.interval)
        return line
    }

    private func isEnough(_ goal: Int, _ arms: [Int]) -> Bool {
        let definition = reference.goals[goal]
        let (word, need): (Int, Double) = definition.isShare ? (0, 5) : definition.isPerOrder ? (1, 50) : (0, 25)
        return arms.allSatisfy { total(goal, $0, word) >= need }
    }

    private func effect(_ goal: Int, _ contrast: Int) -> Line {
        var line = Line(hasData: arms.indices.allSatisfy { users($0) > 0 })
        guard line.hasData else { return line }
        let strata = phases.compactMap { phase in
            FactorialEffects.contrasts(
                levelCounts: levels.map(\.count), cells: cells(goal, phase))[contrast].effect
        }
        guard let effect = Effect.pooled(strata) else { return line }
        let prior = EffectPrior(target: target)
        line.isOpen = isEnough(goal, Array(arms.indices))
        (line.effect, line.logE, line.interval) = (effect, prior.logEvidence(effect), prior.interval(effect))
        return line
    }

    func cells(_ goal: Int, _ phase: Int) -> [Effect?] {
        arms.indices.map { arm in
            reference.goals[goal].isPerOrder
                ? Effect.cellEffect(ratio(goal, phase, arm)) : Effect.cellEffect(moments(goal, phase, arm))
        }
    }

    private mutating func adjust() {
        let isCrossed = levels.count > 1
        let table = isCrossed ? effects : lines.map { Array($0.dropFirst()) }
        let primary = reference.shown.indices.filter { reference.goals[reference.shown[$0]].isPrimary }
        let family = primary.flatMap { goal in table[goal].map { $0.isOpen ? $0.logE : min(0, $0.logE) } }
        var merged =
            (definition.multiplicity == .closed
            ? EvidenceMerging.closed(family) : EvidenceMerging.discoveryEvidence(family))[...]
        for goal in primary {
            for index in table[goal].indices {
                if isCrossed {
                    effects[goal][index].adjusted = merged.popFirst()
                } else {
                    lines[goal][index + 1].adjusted = merged.popFirst()
                }
            }
        }
    }

    /// ln e against the expected split.
    var split: Double? {
        let parts = phases.compactMap { phase -> Double? in
            let declared = declared(phase)
            let shares = arms.indices.map { arm in
                declared.isEmpty ? (users(phase, arm) > 0 ? 1 : 0) : declared[arms[arm].joined(separator: " * ")] ?? 0
            }
            let expected = arms.indices.filter { shares[$0] > 0 }
            guard expected.count > 1 else { return nil }
            return SplitEvidence.logEvidence(
                counts: expected.map { users(phase, $0) }, shares: expected.map { shares[$0] })
        }
        return parts.isEmpty ? nil : parts.reduce(0, +)
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        var parts = [""]
        var rest = self[...]
        while let first = rest.first {
            if rest.hasPrefix(separator) {
                parts.append("")
                rest = rest.dropFirst(separator.count)
            } else {
                parts[parts.count - 1].append(first)
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}
