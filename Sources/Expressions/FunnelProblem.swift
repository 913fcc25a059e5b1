/// A reason why a definition means nothing, whoever wrote it.
package enum FunnelProblem: Sendable, Hashable {
    case tooFewSteps
    case tooManySteps
    case optionalFirstStep
    /// `within` of no length.
    case emptyWindow
    /// `within_step` of no length.
    case emptyStepWindow
    /// `open` lets users enter anywhere, `entry: first` only at their first step-1 event.
    case openWithFirstEntry
    /// The bounds of the exclusion at this index leave the steps 1 to `steps`.
    case exclusionOutOfRange(index: Int, steps: Int)
    /// The exclusion at this index ends at or before its beginning.
    case exclusionReversed(index: Int)

    package var message: String {
        switch self {
        case .tooFewSteps: "a funnel needs at least 2 steps"
        case .tooManySteps: "a funnel has at most 32 steps"
        case .optionalFirstStep: "the first step cannot be optional: every attempt begins there"
        case .emptyWindow, .emptyStepWindow: "a window needs a length"
        case .openWithFirstEntry:
            "`entry first` contradicts `open`: users enter at any step, not only at their first step-1 event"
        case .exclusionOutOfRange(_, let steps): "an exclusion lies between steps 1 and \(steps)"
        case .exclusionReversed: "an exclusion ends at a later step than it begins"
        }
    }

    package var remedy: String {
        switch self {
        case .tooFewSteps: "add a step after `>`"
        case .tooManySteps: "split the funnel in two"
        case .optionalFirstStep: "take the `?` away, or begin with another step"
        case .emptyWindow: "leave `within` out for no limit"
        case .emptyStepWindow: "leave `within_step` out for no limit"
        case .openWithFirstEntry: "leave one of them out"
        case .exclusionOutOfRange(_, let steps): "such as between 1 and \(steps)"
        case .exclusionReversed: "swap the two numbers"
        }
    }
}

extension FunnelDefinition {
    package static let stepCounts = 2...32

    /// Everything that makes this definition meaningless; empty when it can be computed.
    package var problems: [FunnelProblem] {
        var problems: [FunnelProblem] = []
        if steps.count < Self.stepCounts.lowerBound { problems.append(.tooFewSteps) }
        if steps.count > Self.stepCounts.upperBound { problems.append(.tooManySteps) }
        if steps.first?.isOptional == true { problems.append(.optionalFirstStep) }
        if let window, window.microseconds <= 0 { problems.append(.emptyWindow) }
        if let stepWindow, stepWindow.microseconds <= 0 { problems.append(.emptyStepWindow) }
        if isOpen, entry == .first { problems.append(.openWithFirstEntry) }
        guard steps.count >= Self.stepCounts.lowerBound else { return problems }
        for (index, exclusion) in exclusions.enumerated() {
            if exclusion.first < 1 || max(exclusion.first, exclusion.last) > steps.count || exclusion.last < 1 {
                problems.append(.exclusionOutOfRange(index: index, steps: steps.count))
            } else if exclusion.first >= exclusion.last {
                problems.append(.exclusionReversed(index: index))
            }
        }
        return problems
    }
}
