import Analytics

/// What is said of an experiment, in the same words in every format for people.
struct ExperimentText: Sendable {
    /// What is promised of the calls of an experiment.
    static func guarantee(_ experiment: ExperimentSnapshot) -> String {
        let promise =
            switch experiment.multiplicity {
            case .closed: "At most 5 % of the experiments without any effect are ever called, however often one looks."
            case .fdr: "At most 5 % of all calls are false on average, however often one looks."
            }
        return promise + " Calls are made at steps of event time: every 15 s at first, later 1/256 of "
            + "its age apart."
    }

    let numbers: NumberText
    /// Between the names of an interaction.
    var times = "×"
    /// Makes text of the data harmless.
    let safe: @Sendable (String) -> String

    /// How users were split, and what follows from it.
    func split(_ experiment: ExperimentSnapshot) -> String {
        let split = experiment.split
        let evidence = split.eValue.map { " (e \(e($0)))" } ?? ""
        switch split.verdict {
        case .unknown:
            if hasTooFewDeclared(experiment) {
                return "the declared split names fewer than two of the arms: nothing is checked"
            }
            return experiment.arms.count { $0.exposed > 0 } > 1
                ? "split not known yet: no phase has users in two arms"
                : "split not known yet: fewer than two arms have users"
        case .ok: return "split as expected\(evidence)"
        case .amber: return "split looks uneven\(evidence): find out why before trusting a call"
        case .red: return "split broken\(evidence): nothing is called until it is mended"
        }
    }

    /// `most likely since 2026-11-21 13:10: A 50.0 %, B 50.0 % before, A 40.0 %, B 60.0 % after`
    func change(_ experiment: ExperimentSnapshot) -> String? {
        guard let change = experiment.split.change else { return nil }
        func shares(_ shares: [Double]) -> String {
            zip(experiment.arms, shares).map { "\(safe($0.variant)) \(numbers.percent($1))" }.joined(separator: ", ")
        }
        return "most likely since \(ExperimentText.minute(change.time)): \(shares(change.before)) before, "
            + "\(shares(change.after)) after"
    }

    func cap(_ goal: GoalSnapshot) -> String? {
        goal.cap.map {
            "amounts above \(numbers.money($0.limit)) a user count as that: "
                + "\(numbers.count($0.cappedUsers)) of \(numbers.count($0.buyers)) buyers"
        }
    }

    /// What another rule would say of an arm; it decides nothing here.
    func peer(_ arm: GoalSnapshot.Arm, _ peer: ExperimentDefinition.Peer?) -> String? {
        guard let peer, let opinion = arm.peer else { return nil }
        return "\(peer.rawValue) would say \(interval(opinion.low, opinion.high)), "
            + (opinion.isDecided ? "decided" : "not decided")
    }

    /// `checkout_cta = B × banner = on`
    func name(_ contrast: Contrast) -> String {
        zip(contrast.factors, contrast.levels).map { "\(safe($0)) = \(safe($1))" }.joined(separator: " \(times) ")
    }
}

extension ExperimentText {
    /// The goal's own unit: `5.04 %`, or `81.20`.
    func value(_ value: Double?, _ kind: GoalSnapshot.Kind) -> String {
        guard let value, value.isFinite else { return "" }
        guard kind.isShare else { return numbers.money(value) }
        // Two decimals: arms of few percent differ in them.
        return value < 0.1 && value > 0
            ? numbers.nearness + numbers.decimal(value * 100, places: 2) + " %" : numbers.percent(value)
    }

    /// Lift, or difference where that is compared.
    func effect(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> String {
        near(goal.comparesDifferences ? numbers.signed(arm.difference, places: 2) : lift(arm.lift))
    }

    /// The lift of an effect.
    func effect(_ contrast: Contrast) -> String { near(lift(contrast.lift)) }

    /// The lift of a signal, and the interval it is in.
    ///
    /// - Parameter nearness: the sign of a lift that is near, not exact.
    func lift(of signal: SignalSnapshot, nearness: String) -> [String] {
        let lift = lift(signal.lift)
        return [
            lift.isEmpty ? "" : nearness + lift, interval(signal.liftRange?.lowerBound, signal.liftRange?.upperBound),
        ]
    }

    private func near(_ text: String) -> String { text.isEmpty ? "" : numbers.nearness + text }

    func interval(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> String {
        guard goal.comparesDifferences else { return interval(arm.liftLow, arm.liftHigh) }
        guard let low = arm.differenceLow, let high = arm.differenceHigh, low.isFinite, high.isFinite else { return "" }
        return "\(numbers.signed(low, places: 2)) to \(numbers.signed(high, places: 2))"
    }

    /// `+8.1 %`
    func lift(_ lift: Double?) -> String {
        guard let lift, lift.isFinite else { return "" }
        return numbers.signed(lift * 100, places: 1) + " %"
    }

    /// `+2.0 to +14.6 %`; an end that is not finite is said as open.
    func interval(_ low: Double?, _ high: Double?) -> String {
        guard let low, let high, low.isFinite else { return "" }
        guard high.isFinite else { return "\(numbers.signed(low * 100, places: 1)) % or more" }
        return "\(numbers.signed(low * 100, places: 1)) to \(numbers.signed(high * 100, places: 1)) %"
    }

    /// Of what a call takes: `41 %`; 100 % only where it is reached.
    func evidence(_ logEvidence: Double?) -> String {
        guard let share = ExperimentText.share(logEvidence) else { return "" }
        return "\(Int(share * 100)) %"
    }

    /// 0 to 1; nil where nothing is compared.
    static func share(_ logEvidence: Double?) -> Double? {
        guard let logEvidence, !logEvidence.isNaN else { return nil }
        return min(1, max(0, logEvidence))
    }

    /// An e-value in at most six characters: `0.3`, `41`, `1,204`, `3e12`.
    func e(_ value: Double?) -> String {
        guard let value, !value.isNaN, value >= 0 else { return "" }
        if value < 0.1 { return "<0.1" }
        if value < 9.95 { return numbers.decimal(value, places: 1) }
        if value < 99_999.5 { return numbers.decimal(value, places: 0) }
        guard value.isFinite else { return ">1e308" }
        var mantissa = value
        var exponent = 0
        while mantissa >= 9.5 {
            mantissa /= 10
            exponent += 1
        }
        return "\(Int(mantissa + 0.5))e\(exponent)"
    }

    /// The words a sentence is broken between: a percent sign stays with its number.
    static func pieces(_ sentence: String) -> [String] {
        var pieces: [String] = []
        for word in sentence.split(separator: " ") {
            if word.first == "%", let number = pieces.popLast() {
                pieces.append(number + " " + word)
            } else {
                pieces.append(String(word))
            }
        }
        return pieces
    }

    /// `2026-11-21 14:02`, UTC.
    static func minute(_ time: Timestamp) -> String { String(TextReport.time(time).dropLast(3)) }
}
