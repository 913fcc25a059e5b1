/// A pattern over a whole text in which `*` stands for any text, the empty one included. Case counts.
package struct Glob: Sendable, Hashable {
    private var wildcards = Wildcards()

    package init(_ pattern: String) {
        for scalar in pattern.unicodeScalars { wildcards.append(scalar == "*" ? .many : .scalar(scalar)) }
    }

    /// No `*`: only the pattern itself matches.
    package var isLiteral: Bool { wildcards.isLiteral }

    /// - Complexity: O(text) for one `*`, O(text × pattern) at worst.
    package func matches(_ text: String) -> Bool { wildcards.matches(text) }
}
