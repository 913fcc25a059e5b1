/// How many colours a terminal shows.
package enum ColorDepth: String, Sendable, Hashable, CaseIterable {
    /// Attributes only.
    case mono
    /// The 16 names, in the shades that the user's terminal gives them.
    case ansi16
    case ansi256
    case trueColor
}
