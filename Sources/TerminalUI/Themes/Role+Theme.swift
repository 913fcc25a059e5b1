extension Role {
    /// Where a role looks for its style when a theme leaves it out.
    var relative: Role? {
        switch self {
        case .text: nil
        case .dim, .strong, .title, .header, .number, .bar, .up, .down, .input, .worst, .winner, .selection: .text
        case .heading, .border, .barTrack, .provisional, .keyLabel: .dim
        case .focus, .changed: .strong
        case .headerStrong: .header
        case .barAlternate, .spark: .bar
        case .warning, .error: .worst
        case .key: .strong
        }
    }

    /// What sets the role apart on a terminal without colours, where a theme does not say.
    var usualMonoAttributes: TextAttributes {
        switch self {
        case .text, .border, .number, .bar, .up, .down, .spark, .keyLabel, .header: []
        case .dim, .barTrack, .barAlternate, .provisional: .dim
        case .strong, .title, .focus, .headerStrong, .heading, .changed, .winner, .warning, .key: .bold
        case .worst, .error: [.bold, .reverse]
        case .selection: .reverse
        case .input: .underline
        }
    }
}
