/// Something in a theme file that was passed over.
package struct ThemeWarning: Sendable, Hashable, CustomStringConvertible {
    package enum Problem: Sendable, Hashable {
        case noEqualsSign
        case unknownRole(String, suggestion: String?)
        case unknownWord(String)
        case colorInMonoPart(String)
        case tooManyParts
        case repeated(String)
    }

    /// From 1.
    package let line: Int
    package let problem: Problem

    /// One sentence with what to do, safe to print.
    package var description: String {
        "line \(line): " + SafeText.make(sentence)
    }

    private var sentence: String {
        switch problem {
        case .noEqualsSign: "expected `role = colour attributes ; 16-colour form ; mono attributes`"
        case .unknownRole(let name, let suggestion?): "there is no role `\(name)`, did you mean `\(suggestion)`?"
        case .unknownRole(let name, nil): "there is no role `\(name)`"
        case .unknownWord(let word):
            "`\(word)` is neither #rrggbb, a colour name, 0 to 255, `default`, nor bold, dim, italic, underline, reverse"
        case .colorInMonoPart(let word): "`\(word)` is a colour, the third part takes attributes only"
        case .tooManyParts: "more than three parts, the rest is left out"
        case .repeated(let name): "`\(name)` was set before, this line counts"
        }
    }
}
