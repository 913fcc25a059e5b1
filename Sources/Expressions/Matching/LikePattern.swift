/// SQL's pattern over a whole text: `%` stands for any text, `_` for one sign, `\%` and `\_` for themselves. Case counts.
package struct LikePattern: Sendable, Hashable {
    private var wildcards = Wildcards()

    package init(_ pattern: String) {
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case _ where isEscaped:
                // A backslash before any other sign is a backslash.
                if scalar != "%", scalar != "_", scalar != "\\" { wildcards.append(.scalar("\\")) }
                wildcards.append(.scalar(scalar))
                isEscaped = false
            case "\\": isEscaped = true
            case "%": wildcards.append(.many)
            case "_": wildcards.append(.one)
            default: wildcards.append(.scalar(scalar))
            }
        }
        if isEscaped { wildcards.append(.scalar("\\")) }
    }

    /// - Complexity: O(text) for one `%`, O(text × pattern) at worst.
    package func matches(_ text: String) -> Bool { wildcards.matches(text) }
}
