/// A pattern of literal signs, single gaps and gaps of any length over a whole text.
struct Wildcards: Sendable, Hashable {
    enum Element: Sendable, Hashable {
        case scalar(Unicode.Scalar)
        case one
        case many
    }

    private var elements: [Element] = []

    /// No gap of any kind: the pattern is one text.
    var isLiteral: Bool { elements.allSatisfy { $0 != .one && $0 != .many } }

    mutating func append(_ element: Element) {
        // Two gaps of any length are one; without this `****` would be tried four times over.
        if element == .many, elements.last == .many { return }
        elements.append(element)
    }

    /// - Complexity: O(text × pattern) at worst, no recursion, O(text) for one gap of any length.
    func matches(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        var position = scalars.startIndex
        var element = 0
        var retry: (element: Int, position: String.UnicodeScalarView.Index)?
        while position < scalars.endIndex {
            if element < elements.count {
                switch elements[element] {
                case .many:
                    if element + 1 == elements.count { return true }
                    retry = (element + 1, position)
                    element += 1
                    continue
                case .one:
                    element += 1
                    position = scalars.index(after: position)
                    continue
                case .scalar(let scalar) where scalar == scalars[position]:
                    element += 1
                    position = scalars.index(after: position)
                    continue
                case .scalar: break
                }
            }
            // Only the last gap need be widened: an earlier one, widened, would not help.
            guard let last = retry else { return false }
            position = scalars.index(after: last.position)
            element = last.element
            retry = (last.element, position)
        }
        return elements[element...].allSatisfy { $0 == .many }
    }
}
