import Statistics

/// One simulated cell of a table: a scenario and what is asked of it, all on the same visitors.
package struct Trial: Sendable {
    package let name: String
    package let scenario: Scenario
    package let questions: [Question]
    private let shares: ShareJudge
    private let amounts: AmountJudge
    private let family: FamilyJudge
    private let split: SplitJudge

    /// - Parameter target: the lift planned for, as for ``EffectPrior``.
    package init(_ name: String, _ scenario: Scenario, target: Double = 0.1, _ questions: [Question]) {
        self.name = name
        self.scenario = scenario
        self.questions = questions
        let prior = EffectPrior(target: target)
        shares = ShareJudge(scenario, prior: prior)
        amounts = AmountJudge(prior: prior)
        family = FamilyJudge(scenario, prior: prior)
        split = SplitJudge(scenario)
    }

    /// How every question ends in one run: calls are sticky, the first one counts.
    ///
    /// - Parameter seed: the same seed, name and number of a run give the same visitors.
    package func outcomes(seed: UInt64, run: Int) -> [Outcome] {
        var stream = VisitorStream(scenario, random: random(seed: seed, run: run))
        var outcomes = questions.map { _ in Outcome() }
        var open = Array(questions.indices)
        while stream.visitors < scenario.visitors, !open.isEmpty {
            stream.advance()
            let look = Look(stream)
            open.removeAll { index in
                guard let isWin = call(questions[index], at: look) else { return false }
                outcomes[index] = Outcome(visitors: Int32(stream.visitors), isWin: isWin)
                return true
            }
        }
        return outcomes
    }

    /// Where the visitors of a run come from.
    func random(seed: UInt64, run: Int) -> RandomStream {
        RandomStream(seed, Self.key(of: name), UInt64(truncatingIfNeeded: run))
    }

    private func call(_ question: Question, at look: Look) -> Bool? {
        switch question.rule {
        case .splitAmber, .splitRed, .chiSquared: split.call(question.rule, at: look)
        case .closed, .each, .growthbookEach, .growthbookHolm:
            family.call(question.rule, arm: question.arm, at: look)
        case .normal, .labels, .product, .growthbook, .growthbookNoMinimum, .bayesian, .eppo, .statsig, .mixture,
            .fixed:
            question.metric == .conversion
                ? shares.call(question.rule, null: question.null, at: look)
                : amounts.call(question.rule, question.metric, at: look)
        }
    }

    /// A number of a text that is the same in every run of the program (FNV-1a, Fowler, Noll and Vo).
    private static func key(of name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
