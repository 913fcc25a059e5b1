import Statistics

/// What can be said of all comparisons of an experiment at one time.
struct Judgement {
    /// Whether a comparison has the data it needs.
    enum Gate: Hashable {
        case noData
        case waits(GoalSnapshot.Waiting)
        case open
    }

    struct Arm {
        var gate = Gate.noData
        var comparison: Comparison?
        /// ln e after the adjustment for the family; nil outside it.
        var adjusted: Double?
    }

    struct Effect {
        var gate = Gate.noData
        var effect: Statistics.Effect?
        var logEvidence = 0.0
        var interval: ClosedRange<Double>?
        var adjusted: Double?
    }

    /// ln e against the expected split; nil with fewer than two arms.
    var split: Double?
    /// By goal, then by arm; the control's is empty.
    var arms: [[Arm]]
    /// By goal: main effects, then interactions; empty unless factors are crossed.
    var effects: [[Effect]]

    /// ln 20: a call.
    static let call = 2.995732273553991
    /// ln 100: the split is broken.
    static let brokenSplit = 4.605170185988092
    /// ln 3: leaning.
    static let leaning = 1.0986122886681098

    var isSplitBroken: Bool { (split ?? 0) >= Judgement.brokenSplit }
}
