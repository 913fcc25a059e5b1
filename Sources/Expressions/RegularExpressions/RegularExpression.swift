/// A regular expression that is searched in bounded time: no pattern and no text can make it backtrack.
///
/// Understood: literals, `.`, `[a-z]`, `[^…]`, `\d \w \s` and capitals, `\b \B`, `\t \n \r`, `( )`, `(?: )`, `|`,
/// `* + ? {m} {m,} {m,n}` (also lazy), `^ $` for the ends of the text, and `(?i)` at the beginning. `\d`, `\w` and `\b`
/// are of ASCII; `.` is any sign but a newline. All states are followed side by side (Thompson, 1968; Pike's form).
package struct RegularExpression: Sendable, Hashable {
    private let program: RegularExpressionProgram
    private let ignoresCase: Bool

    /// - Throws: `ExpressionError` whose text is the pattern.
    package init(_ pattern: String) throws(ExpressionError) {
        var parser = RegularExpressionParser(pattern)
        let syntax = try parser.parse()
        ignoresCase = parser.ignoresCase
        guard let program = RegularExpressionProgram(syntax, ignoresCase: parser.ignoresCase) else {
            throw ExpressionError(
                text: pattern, offset: 0, length: pattern.count, message: "this regular expression is too large",
                remedy: "use smaller repeats")
        }
        self.program = program
    }

    /// Whether the expression matches anywhere in the text.
    ///
    /// - Complexity: O(text × pattern).
    package func isFoundIn(_ text: String) -> Bool {
        var states = States(count: program.instructions.count)
        var previous: UInt32?
        var iterator = text.unicodeScalars.makeIterator()
        var current = iterator.next()?.value
        while true {
            if states.follow(0, in: program, previous, current) { return true }
            guard let scalar = current else { return false }
            let next = iterator.next()?.value
            if states.step(over: scalar, next, in: program, ignoresCase) { return true }
            previous = scalar
            current = next
        }
    }

    /// The scalar and its simple upper and lower case forms.
    static func cases(of value: UInt32) -> [UInt32] {
        guard let scalar = Unicode.Scalar(value) else { return [value] }
        var forms = [value]
        for mapping in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
            let mapped = mapping.unicodeScalars
            if let first = mapped.first, mapped.count == 1, !forms.contains(first.value) { forms.append(first.value) }
        }
        return forms
    }

    /// The states the automaton is in before one scalar of the text; each at most once.
    private struct States {
        /// Only instructions that consume a scalar.
        private var waiting: [Int] = []
        private var spare: [Int] = []
        private var pending: [Int] = []
        private var seen: [Int]
        private var generation = 1

        init(count: Int) { seen = [Int](repeating: 0, count: count) }

        /// Adds the state and all that follow without consuming; true when the end is among them.
        mutating func follow(
            _ state: Int, in program: RegularExpressionProgram, _ previous: UInt32?, _ next: UInt32?
        ) -> Bool {
            pending.append(state)
            while let index = pending.popLast() {
                guard seen[index] != generation else { continue }
                seen[index] = generation
                switch program.instructions[index] {
                case .scalar, .set: waiting.append(index)
                case .textStart: if previous == nil { pending.append(index + 1) }
                case .textEnd: if next == nil { pending.append(index + 1) }
                case .wordBoundary(let isNegated):
                    let isBoundary = Self.isWord(previous) != Self.isWord(next)
                    if isBoundary != isNegated { pending.append(index + 1) }
                case .jump(let target): pending.append(target)
                case .split(let one, let other):
                    pending.append(other)
                    pending.append(one)
                case .match:
                    pending.removeAll(keepingCapacity: true)
                    return true
                }
            }
            return false
        }

        mutating func step(
            over scalar: UInt32, _ next: UInt32?, in program: RegularExpressionProgram, _ ignoresCase: Bool
        ) -> Bool {
            swap(&waiting, &spare)
            waiting.removeAll(keepingCapacity: true)
            generation += 1
            for index in spare where accepts(program.instructions[index], scalar, ignoresCase) {
                if follow(index + 1, in: program, scalar, next) { return true }
            }
            return false
        }

        private func accepts(
            _ instruction: RegularExpressionProgram.Instruction, _ scalar: UInt32, _ ignoresCase: Bool
        ) -> Bool {
            switch instruction {
            case .scalar(let expected): return expected == scalar
            case .set(let set):
                guard ignoresCase else { return set.contains(scalar) }
                // `[^a]` without case refuses both `a` and `A`: asked of the set before it is turned round.
                let forms = RegularExpression.cases(of: scalar)
                let positive = set.isNegated ? set.negated : set
                return forms.contains(where: positive.contains) != set.isNegated
            case .textStart, .textEnd, .wordBoundary, .jump, .split, .match: return false
            }
        }

        private static func isWord(_ scalar: UInt32?) -> Bool { scalar.map(ScalarSet.word.contains) ?? false }
    }
}
