import Expressions

/// A reason why a list of signals cannot be followed as it is, whoever wrote it.
package enum SignalProblem: Sendable, Hashable {
    /// Signals that one run follows at most: their answers are kept as bits of one word for each session.
    package static let mostSignals = 32

    case tooMany(Int)
    case emptyName
    case repeatedName(String)
    /// A length of time or a number that is not above zero.
    case emptyThreshold(String)
    /// Nobody can dwell longer than the silence that ends a session.
    case dwellBeyondGap(String, threshold: TimeSpan, gap: TimeSpan)
    /// A carried duration without a field, or in units without a length.
    case noField(String)

    /// The signal it is about; nil where it is about all of them.
    package var signal: String? {
        switch self {
        case .tooMany, .emptyName: nil
        case .repeatedName(let name), .emptyThreshold(let name), .dwellBeyondGap(let name, _, _), .noField(let name):
            name
        }
    }

    /// What is wrong, without a place; names in it are made visible.
    package var message: String {
        switch self {
        case .tooMany(let count): "there are \(count) signals; at most \(Self.mostSignals) are followed"
        case .emptyName: "a signal has no name"
        case .repeatedName(let name): "two signals are named \(ExpressionExcerpt.quote(name))"
        case .emptyThreshold(let name): "the signal \(ExpressionExcerpt.quote(name)) needs a threshold above zero"
        case .dwellBeyondGap(let name, let threshold, let gap):
            "the signal \(ExpressionExcerpt.quote(name)) waits for \(FunnelPrinter.text(threshold)), but a session "
                + "ends after \(FunnelPrinter.text(gap)) without an event"
        case .noField(let name):
            "the signal \(ExpressionExcerpt.quote(name)) does not say which field carries its duration"
        }
    }

    /// What would be right.
    package var remedy: String {
        switch self {
        case .tooMany: "leave some out"
        case .emptyName: "such as newsletter"
        case .repeatedName: "give one of them another name"
        case .emptyThreshold: "such as 45s, or 3 pages"
        case .dwellBeyondGap(_, _, let gap): "at most \(FunnelPrinter.text(gap)), or a longer session_gap"
        case .noField: "such as seconds: properties.watched"
        }
    }
}

extension [SignalDefinition] {
    /// Everything that keeps these signals from being followed; empty when they can be.
    ///
    /// - Parameter sessionGap: the silence that ends a session; no dwelling is longer, whatever tells sessions apart.
    package func problems(sessionGap: TimeSpan) -> [SignalProblem] {
        var problems: [SignalProblem] = []
        if count > SignalProblem.mostSignals { problems.append(.tooMany(count)) }
        for (index, signal) in enumerated() {
            if signal.name.allSatisfy(\.isWhitespace) { problems.append(.emptyName) }
            if self[..<index].contains(where: { $0.name == signal.name }) {
                problems.append(.repeatedName(signal.name))
            }
            problems += signal.problems(sessionGap: sessionGap)
        }
        return problems
    }
}

extension SignalDefinition {
    fileprivate func problems(sessionGap: TimeSpan) -> [SignalProblem] {
        switch kind {
        case .destination, .action: []
        case .pagesPerSession(let pages): pages > 0 ? [] : [.emptyThreshold(name)]
        case .sessionLength(let length): length.microseconds > 0 ? [] : [.emptyThreshold(name)]
        case .carried(_, let field, let unit, let length):
            length.microseconds <= 0
                ? [.emptyThreshold(name)] : field.isEmpty || unit.microseconds <= 0 ? [.noField(name)] : []
        case .dwell(_, let length):
            if length.microseconds <= 0 {
                [.emptyThreshold(name)]
            } else if length > sessionGap {
                [.dwellBeyondGap(name, threshold: length, gap: sessionGap)]
            } else {
                []
            }
        }
    }
}
