/// A regular expression as instructions of a nondeterministic automaton (Thompson, 1968).
struct RegularExpressionProgram: Sendable, Hashable {
    enum Instruction: Sendable, Hashable {
        case scalar(UInt32)
        case set(ScalarSet)
        case textStart, textEnd
        case wordBoundary(isNegated: Bool)
        case jump(Int)
        case split(Int, Int)
        case match
    }

    /// Instructions, and visits of the tree: repeats of repeats must not be unrolled without end.
    static let largest = 2_000
    private static let mostVisits = 20_000

    private(set) var instructions: [Instruction] = []
    private var visits = 0

    /// Nil when the program would be larger than `largest`.
    init?(_ syntax: RegularExpressionSyntax, ignoresCase: Bool) {
        guard emit(syntax, ignoresCase) else { return nil }
        instructions.append(.match)
    }

    private mutating func emit(_ syntax: RegularExpressionSyntax, _ ignoresCase: Bool) -> Bool {
        visits += 1
        guard visits <= Self.mostVisits, instructions.count < Self.largest else { return false }
        switch syntax {
        case .empty: break
        case .scalar(let scalar): instructions.append(ignoresCase ? Self.anyCase(of: scalar) : .scalar(scalar.value))
        case .set(let set): instructions.append(.set(set))
        case .textStart: instructions.append(.textStart)
        case .textEnd: instructions.append(.textEnd)
        case .wordBoundary(let isNegated): instructions.append(.wordBoundary(isNegated: isNegated))
        case .sequence(let parts):
            for part in parts { guard emit(part, ignoresCase) else { return false } }
        case .choice(let branches): return emitChoice(branches, ignoresCase)
        case .repetition(let inner, let least, let most):
            for _ in 0..<least { guard emit(inner, ignoresCase) else { return false } }
            guard let most else { return emitLoop(inner, ignoresCase) }
            return emitOptional(inner, times: most - least, ignoresCase)
        }
        return true
    }

    private mutating func emitChoice(_ branches: [RegularExpressionSyntax], _ ignoresCase: Bool) -> Bool {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            let split = instructions.count
            if index < branches.count - 1 { instructions.append(.jump(0)) }
            guard emit(branch, ignoresCase) else { return false }
            guard index < branches.count - 1 else { continue }
            jumps.append(instructions.count)
            instructions.append(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
        return true
    }

    private mutating func emitLoop(_ inner: RegularExpressionSyntax, _ ignoresCase: Bool) -> Bool {
        let split = instructions.count
        instructions.append(.jump(0))
        guard emit(inner, ignoresCase) else { return false }
        instructions.append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
        return true
    }

    private mutating func emitOptional(_ inner: RegularExpressionSyntax, times: Int, _ ignoresCase: Bool) -> Bool {
        var splits: [Int] = []
        for _ in 0..<times {
            splits.append(instructions.count)
            instructions.append(.jump(0))
            guard emit(inner, ignoresCase) else { return false }
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
        return true
    }

    private static func anyCase(of scalar: Unicode.Scalar) -> Instruction {
        let forms = RegularExpression.cases(of: scalar.value)
        guard forms.count > 1 else { return .scalar(scalar.value) }
        return .set(ScalarSet(forms.map { $0...$0 }))
    }
}
