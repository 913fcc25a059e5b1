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
