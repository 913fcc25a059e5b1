import Analytics
import Expressions

extension JSONValue {
    /// SPEC §8, with what is known beyond it. The order of the members is that of the source text, so that two reports
    /// can be compared line by line.
    init(experiment: ExperimentSnapshot) {
        self = [
            "name": .string(experiment.name),
            "control": JSONValue(experiment.control),
            "unit": .string("user"),
            "approximate": .bool(experiment.isApproximate),
            "factors": JSONValue(experiment.factors),
            "start": JSONValue(experiment.start?.iso8601),
            "now": JSONValue(experiment.now?.iso8601),
            "window_seconds": experiment.window.map(JSONValue.init(span:)) ?? .null,
            "multiplicity": .string(experiment.multiplicity.rawValue),
            "target_lift": JSONValue(experiment.targetLift),
            "phases": .integer(experiment.phaseCount),
            "conflicting_users": .integer(experiment.conflicting),
            "conflicts": .string(experiment.conflicts.rawValue),
            "arms": .array(experiment.arms.map(JSONValue.init(arm:))),
            "srm": JSONValue(split: experiment.split),
            "goals": .array(experiment.goals.map { JSONValue(goal: $0) }),
            "interactions": .array(
                experiment.goals.flatMap { goal in
                    goal.contrasts.map { JSONValue(contrast: $0, of: goal.name) }
                }),
            "peer": JSONValue(experiment.peer?.rawValue),
            "notes": JSONValue(experiment.orderedNotes.map(\.description)),
            "segments": .array(
                experiment.segments.map { segment in
                    [
                        "name": .string(segment.name), "exploratory": .bool(true),
                        "arms": .array(segment.arms.map(JSONValue.init(arm:))),
                        "goals": .array(segment.goals.map { JSONValue(goal: $0) }),
                    ]
                }),
        ]
    }

    private init(arm: ExperimentSnapshot.Arm) {
        self = [
            "variant": .string(arm.variant),
            "levels": JSONValue(arm.levels),
            "exposed": .integer(arm.exposed),
            "share": JSONValue(arm.share),
            "expected_share": JSONValue(arm.expectedShare),
            "first_exposure": JSONValue(arm.firstExposure?.iso8601),
            "conversions": JSONValue(arm.conversions),
            "revenue": JSONValue(arm.revenue),
            "orders": JSONValue(arm.orders),
        ]
    }

    private init(split: SplitCheck) {
        self = [
            "p_value": JSONValue(split.pValue),
            "e_value": JSONValue(split.eValue),
            "verdict": .string(split.verdict.rawValue),
            "change": split.change.map { change in
                [
                    "time": .string(change.time.iso8601),
                    "before": .array(change.before.map(JSONValue.number)),
                    "after": .array(change.after.map(JSONValue.number)),
                ]
            } ?? .null,
        ]
    }

    private init(goal: GoalSnapshot) {
        self = [
            "name": .string(goal.name),
            "kind": .string(goal.kind.rawValue),
            "primary": .bool(goal.isPrimary),
            "better": .string(goal.better.rawValue),
            "compares": .string(goal.comparesDifferences ? "difference" : "ratio"),
            "arms": .array(goal.arms.map { JSONValue(arm: $0) }),
            "verdict": .string(goal.verdict.rawValue),
            "winner": JSONValue(goal.calledWinner),
            "cap": goal.cap.map { cap in
                [
                    "limit": .number(cap.limit), "capped_users": .integer(cap.cappedUsers),
                    "buyers": .integer(cap.buyers),
                ]
            } ?? .null,
            "omnibus_e_value": JSONValue(goal.omnibusE),
        ]
    }

    private init(arm: GoalSnapshot.Arm) {
        self = [
            "variant": .string(arm.variant),
            "users": .integer(arm.users),
            "reached": .integer(arm.reached),
            "orders": .integer(arm.orders),
            "value": JSONValue(arm.value),
            "lift": JSONValue(arm.lift),
            "lift_low": JSONValue(arm.liftLow),
            "lift_high": JSONValue(arm.liftHigh),
            "difference": JSONValue(arm.difference),
            "difference_low": JSONValue(arm.differenceLow),
            "difference_high": JSONValue(arm.differenceHigh),
            "p_value": JSONValue(arm.pValue),
            "e_value": JSONValue(arm.eValue),
            "adjusted_e_value": JSONValue(arm.adjustedE),
            "log_evidence": JSONValue(arm.logEvidence),
            "peak_evidence": JSONValue(arm.peakEvidence),
            "probability_best": JSONValue(arm.probabilityBest),
            "expected_loss": JSONValue(arm.expectedLoss),
            "verdict": JSONValue(arm.verdict?.rawValue),
            "first_called": JSONValue(arm.firstCalled?.iso8601),
            "fading": .bool(arm.isFading),
            "forecast_users": JSONValue(arm.forecastUsers),
            "waits_for": arm.waitsFor.map(JSONValue.init(waiting:)) ?? .null,
            "peer": arm.peer.map { peer in
                ["low": .number(peer.low), "high": .number(peer.high), "decided": .bool(peer.isDecided)]
            } ?? .null,
            "evidence": .array(arm.history.map(JSONValue.init(point:))),
        ]
    }

    private init(waiting: GoalSnapshot.Waiting) {
        func amount(_ what: String, _ have: Int, _ need: Int) -> JSONValue {
            ["what": .string(what), "have": .integer(have), "need": .integer(need)]
        }
        switch waiting {
        case .conversions(let have, let need): self = amount("conversions", have, need)
        case .buyers(let have, let need): self = amount("buyers", have, need)
        case .orders(let have, let need): self = amount("orders", have, need)
        case .targetLift(let have, let need): self = amount("target_lift", have, need)
        case .moreUsers(let users): self = ["what": .string("more_users"), "need": .integer(users)]
        case .positiveAmounts: self = ["what": .string("positive_amounts")]
        }
    }

    private init(point: EvidencePoint) {
        self = [
            "time": .string(point.time.iso8601), "log_evidence": .number(point.logEvidence),
            "lift": JSONValue(point.lift), "lift_low": JSONValue(point.liftLow), "lift_high": JSONValue(point.liftHigh),
        ]
    }

    private init(contrast: Contrast, of goal: String) {
        self = [
            "goal": .string(goal),
            "kind": .string(contrast.isInteraction ? "interaction" : "main_effect"),
            "factors": JSONValue(contrast.factors),
            "levels": JSONValue(contrast.levels),
            "lift": JSONValue(contrast.lift),
            "lift_low": JSONValue(contrast.liftLow),
            "lift_high": JSONValue(contrast.liftHigh),
            "e_value": JSONValue(contrast.eValue),
            "adjusted_e_value": JSONValue(contrast.adjustedE),
            "log_evidence": JSONValue(contrast.logEvidence),
            "verdict": .string(contrast.verdict.rawValue),
            "first_called": JSONValue(contrast.firstCalled?.iso8601),
            "overshadowed": .bool(contrast.isOvershadowed),
        ]
    }
}
