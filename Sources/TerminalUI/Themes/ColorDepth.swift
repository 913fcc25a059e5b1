/// How many colours a terminal shows.
package enum ColorDepth: String, Sendable, Hashable, CaseIterable {
    /// Attributes only.
    case mono
    /// The 16 names, in the shades that the user's terminal gives them.
    case ansi16
    case ansi256
    case trueColor
}

extension ColorDepth: Comparable {
    /// Fewer colours come first.
    package static func < (first: ColorDepth, second: ColorDepth) -> Bool {
        first.rank < second.rank
    }

    private var rank: Int {
        switch self {
        case .mono: 0
        case .ansi16: 1
        case .ansi256: 2
        case .trueColor: 3
        }
    }
}
