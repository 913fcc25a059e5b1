import Analytics
import Expressions

/// A reason why an experiment cannot be judged as it is defined, whoever wrote it.
package enum ExperimentProblem: Sendable, Hashable {
    /// What of a definition is wrong.
    package enum Part: Sendable, Hashable {
        case variant, control, exposure, split, within, lift, noDifference
        /// The phase at this index.
        case phase(Int)
        /// The goal at this index.
        case goal(Int)
    }

    /// So many fields.
    case factorCount(Int)
    /// A field without a name.
    case emptyFactor
    case repeatedFactor(String)
    /// A variant of a multivariate test that does not name one level of each field.
    case levels(String, factors: Int, Part)
    case shareNotPositive(String, Part)
    /// A split of one.
    case tooFewShares(Part)
    /// The control is none of these names.
    case unknownControl(String, among: [String])
    /// The phase at this index does not begin after the one before.
    case phaseOrder(Int)
    case emptyWindow
    case liftOutOfRange
    /// Below what evidence can be collected for.
    case liftTooSmall
    case noDifferenceOutOfRange
    /// An optional or a `first` step.
    case markedStep(Part)
    /// The goal at this index has the name of an earlier one.
    case repeatedGoal(String, index: Int)
    case unitNotPositive(index: Int)
    /// A goal that is a share of users has no unit.
    case unitOfShare(index: Int)
    /// Nor has an average order value.
    case unitOfOrders(index: Int)

    /// Where it stands in the definition.
    package var part: Part {
        switch self {
        case .factorCount, .emptyFactor, .repeatedFactor: .variant
        case .levels(_, _, let part), .shareNotPositive(_, let part), .tooFewShares(let part), .markedStep(let part):
            part
        case .unknownControl: .control
        case .phaseOrder(let index): .phase(index)
        case .emptyWindow: .within
        case .liftOutOfRange, .liftTooSmall: .lift
        case .noDifferenceOutOfRange: .noDifference
        case .repeatedGoal(_, let index), .unitNotPositive(let index), .unitOfShare(let index),
            .unitOfOrders(let index):
            .goal(index)
        }
    }

    /// What is wrong, without a place; names in it are made visible.
    package var message: String {
        switch self {
        case .factorCount(let count):
            "an experiment has 1 to \(ExperimentDefinition.largestFactorCount) fields of variants, not \(count)"
        case .emptyFactor: "a field of variants has no name"
        case .repeatedFactor(let field): "the field \(ExpressionExcerpt.quote(field)) stands twice"
        case .levels(let name, let factors, _):
            "\(ExpressionExcerpt.quote(name)) does not name one variant of each of the \(factors) fields"
        case .shareNotPositive(let name, _): "the share of \(ExpressionExcerpt.quote(name)) is not above zero"
        case .tooFewShares: "a split has at least 2 variants"
        case .unknownControl(let name, _): "the split does not name the control \(ExpressionExcerpt.quote(name))"
        case .phaseOrder: "this phase does not begin after the one before"
        case .emptyWindow: "a window needs a length"
        case .liftOutOfRange: "a target lift is above 0 and at most 300 %: no test is made to find more"
        case .liftTooSmall: "a target lift is at least 0.1 %: evidence of effects below 0.01 % is not collected"
        case .noDifferenceOutOfRange: "what makes no difference is a lift above 0 and below 100 %"
        case .markedStep(.exposure): "an exposure cannot be `first` or optional: users are exposed once anyway"
        case .markedStep: "a goal cannot be `first` or optional: users count once anyway"
        case .repeatedGoal(let name, _): "two goals are named \(ExpressionExcerpt.quote(name))"
        case .unitNotPositive: "a unit is above zero"
        case .unitOfShare: "a share of users has no `unit`"
        case .unitOfOrders: "an average order value has no `unit`: only revenue per user is compared by difference"
        }
    }

    /// What would be right.
    package var remedy: String {
        switch self {
        case .factorCount: "such as \"a * b\""
        case .emptyFactor: "such as properties.experiment.checkout_cta"
        case .repeatedFactor: "leave one out"
        case .levels(_, let factors, _):
            "write them joined by ` * `, such as "
                + ExpressionExcerpt.quote(ExperimentDefinition.variant(["A", "B", "C"].prefix(factors).map { $0 }))
        case .shareNotPositive: "leave it out, or give it a share"
        case .tooFewShares: "such as {A: 0.5, B: 0.5}; leave it out for equal shares"
        case .unknownControl(let name, let names):
            Suggestion.remedy(for: name, among: names.map(ExpressionExcerpt.visible))
        case .phaseOrder: "write the phases in the order of their times"
        case .emptyWindow: "leave it out for no limit"
        case .liftOutOfRange: "such as 10 %, or auto"
        case .liftTooSmall: "such as 1 %, or auto"
        case .noDifferenceOutOfRange: "such as 1 %"
        case .markedStep: "leave the mark out"
        case .repeatedGoal: "give one of them another name"
        case .unitNotPositive: "a usual amount per user, such as 5"
        case .unitOfShare, .unitOfOrders: "leave it out"
        }
    }

    /// The same as the command line writes it.
    package var flagRemedy: String {
        switch self {
        case .tooFewShares: "such as A=0.5,B=0.5; leave it out for equal shares"
        case .factorCount, .emptyFactor, .repeatedFactor, .levels, .shareNotPositive, .unknownControl, .phaseOrder,
            .emptyWindow, .liftOutOfRange, .liftTooSmall, .noDifferenceOutOfRange, .markedStep, .repeatedGoal,
            .unitNotPositive, .unitOfShare, .unitOfOrders:
            remedy
        }
    }
}
