import Expressions

/// What an event is to one funnel: the steps it can fill and the exclusions it triggers, as bit sets.
struct StepMatch {
    var steps: UInt32 = 0
    var exclusions: UInt32 = 0
    /// First-time alternatives whose event or page it is, whether or not their filter holds.
    var firstHits: UInt32 = 0
    /// Those of them whose filter holds too.
    var firstPasses: UInt32 = 0

    var isEmpty: Bool { steps | exclusions | firstHits == 0 }
}

/// Tells for each event which steps it can fill.
///
/// The answer for alternatives that ask for the event's name alone is worked out once per name.
struct EventClassifier {
    private enum Target {
        case step(UInt32)
        case exclusion(UInt32)
        case firstTime(UInt32)
    }

    private struct Alternative {
        var target: Target
        var namePattern: Glob?
        var page: TextTest?
        var filter: CompiledFilter?
        var isConditional: Bool { page != nil || filter != nil }
    }

    /// What is known from a name alone.
    private struct NameAnswer {
        var match: StepMatch
        /// Alternatives that must look at the row as well.
        var conditional: [Int]
    }

    private var alternatives: [Alternative] = []
    /// The step that each first-time alternative fills.
    private(set) var stepOfFirst: [Int] = []
    private var answers: [NameAnswer?] = []

    init(_ definition: FunnelDefinition, columns: inout ColumnCollector) {
        for (index, step) in definition.steps.enumerated() {
            for alternative in step.alternatives {
                if step.isFirstTimeOnly {
                    add(alternative, .firstTime(1 << UInt32(stepOfFirst.count)), &columns)
                    stepOfFirst.append(index)
                } else {
                    add(alternative, .step(1 << UInt32(index)), &columns)
                }
            }
        }
        for (index, exclusion) in definition.exclusions.enumerated() {
            add(exclusion.event, .exclusion(1 << UInt32(index)), &columns)
        }
    }

    private mutating func add(_ alternative: StepAlternative, _ target: Target, _ columns: inout ColumnCollector) {
        var compiled = Alternative(target: target)
        switch alternative.subject {
        case .anything: break
        case .event(let pattern): compiled.namePattern = Glob(pattern)
        case .page(let pattern):
            let glob = Glob(pattern)
            compiled.page = TextTest(column: columns.index(of: "page", .symbol)) { glob.matches($0) }
        }
        compiled.filter = alternative.filter.map { CompiledFilter($0, columns: &columns) }
        alternatives.append(compiled)
    }

    /// - Complexity: O(1) where names decide, O(conditional alternatives of the name) otherwise.
    @inline(__always)
    mutating func match(_ row: Int, in batch: borrowing TranslatedBatch, names: TextTable) -> StepMatch {
        let id = batch.events[row]
        if id & Symbol.transientBit == 0, Int(id) < answers.count, let answer = answers[Int(id)],
            answer.conditional.isEmpty
        {
            return answer.match
        }
        return slowMatch(row, id, batch, names)
    }

    private mutating func slowMatch(
        _ row: Int, _ id: UInt32, _ batch: borrowing TranslatedBatch, _ names: TextTable
    ) -> StepMatch {
        let answer: NameAnswer
        if id & Symbol.transientBit != 0 {
            answer = self.answer(forName: batch.batch.transientTexts[Int(id & ~Symbol.transientBit)])
        } else {
            while answers.count <= Int(id) { answers.append(nil) }
            answer = answers[Int(id)] ?? self.answer(forName: names.texts[Int(id)])
            answers[Int(id)] = answer
        }
        var match = answer.match
        for index in answer.conditional {
            let alternative = alternatives[index]
            guard alternative.page?.isTrue(of: row, in: batch) ?? true else { continue }
            let passes = alternative.filter?.isTrue(of: row, in: batch) ?? true
            EventClassifier.add(alternative.target, passes: passes, to: &match)
        }
        return match
    }

    private func answer(forName name: String) -> NameAnswer {
        var answer = NameAnswer(match: StepMatch(), conditional: [])
        for (index, alternative) in alternatives.enumerated() {
            if let pattern = alternative.namePattern, !pattern.matches(name) { continue }
            if alternative.isConditional {
                answer.conditional.append(index)
            } else {
                EventClassifier.add(alternative.target, passes: true, to: &answer.match)
            }
        }
        return answer
    }

    private static func add(_ target: Target, passes: Bool, to match: inout StepMatch) {
        switch target {
        case .step(let bit): if passes { match.steps |= bit }
        case .exclusion(let bit): if passes { match.exclusions |= bit }
        case .firstTime(let bit):
            match.firstHits |= bit
            if passes { match.firstPasses |= bit }
        }
    }
}
