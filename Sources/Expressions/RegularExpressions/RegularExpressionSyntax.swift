/// A regular expression as a tree.
indirect enum RegularExpressionSyntax: Sendable, Hashable {
    case empty
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    case textStart, textEnd
    case wordBoundary(isNegated: Bool)
    case sequence([RegularExpressionSyntax])
    case choice([RegularExpressionSyntax])
    /// `most` nil is no limit.
    case repetition(RegularExpressionSyntax, least: Int, most: Int?)
}
