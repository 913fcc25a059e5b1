import Analytics

extension Attribution {
    /// As the command line and the reports write it.
    var word: String {
        switch self {
        case .first: "first"
        case .last: "last"
        case .step(let index): "step:\(index)"
        case .all: "all"
        }
    }
}

extension BreakdownValue.Label {
    /// The value, or what stands for the rest and for none. Not made safe.
    var text: String {
        switch self {
        case .value(let value): value
        case .other: "(other)"
        case .none: "(none)"
        }
    }

    /// Tells a value that reads `(other)` from the rest.
    var kind: String {
        switch self {
        case .value: "value"
        case .other: "other"
        case .none: "none"
        }
    }
}

extension SourceSnapshot.State {
    /// The state in words, without numbers.
    var word: String {
        switch self {
        case .waiting: "waiting"
        case .reading: "reading"
        case .following: "following"
        case .ended: "ended"
        case .failed(let reason): "failed: \(reason)"
        }
    }
}

extension Verdict {
    /// For people. Only `.winner` says so, and only a call sounds like one.
    var word: String {
        switch self {
        case .noData: "no data"
        case .splitBroken: "split broken"
        case .collecting: "collecting"
        case .winner: "winner"
        case .loser: "loser"
        case .noDifference: "no difference"
        case .leaning: "leaning, no call"
        case .undecided: "undecided"
        }
    }

    /// It has a time at which it was said, and stays.
    var isCall: Bool {
        switch self {
        case .winner, .loser, .noDifference: true
        case .noData, .splitBroken, .collecting, .leaning, .undecided: false
        }
    }
}

extension GoalSnapshot.Kind {
    /// What the goal's value is.
    var word: String {
        switch self {
        case .conversion, .custom: "share of users"
        case .revenuePerUser: "per user"
        case .averageOrderValue: "per order"
        }
    }
}

extension GoalSnapshot {
    /// The winner, where the verdict is one.
    var calledWinner: String? { verdict == .winner ? winner : nil }
}

extension GoalSnapshot.Arm {
    /// More exposed users, in both arms, until a call if the lift stays.
    var forecastUsers: Int? {
        if case .moreUsers(let users) = waitsFor { users } else { nil }
    }
}

extension Contrast {
    /// A factor's level is better or worse than the base; of an interaction neither wins.
    var word: String {
        if isOvershadowed { return "depends on the other factor" }
        switch verdict {
        case .winner where isInteraction: return "better together"
        case .loser where isInteraction: return "worse together"
        case .noData, .splitBroken, .collecting, .winner, .loser, .noDifference, .leaning, .undecided:
            return verdict.word
        }
    }
}

extension ExperimentSnapshot {
    /// What keeps the experiment from being judged comes first.
    var orderedNotes: [ExperimentNote] { notes.filter(\.isProblem) + notes.filter { !$0.isProblem } }
}
