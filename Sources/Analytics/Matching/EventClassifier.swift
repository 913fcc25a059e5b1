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
        /// What must hold besides, where a signal stands for the event.
        var second: CompiledFilter?
        var amount: CarriedTest?
        var isConditional: Bool { page != nil || filter != nil || second != nil || amount != nil }
    }

    /// An event carries at least so long.
    private struct CarriedTest {
        var column: Int
        /// Microseconds of one unit of the field.
        var unit: Double
        var least: Double

        func isTrue(of row: Int, in batch: borrowing TranslatedBatch) -> Bool {
            batch.number(column: column, row: row) * unit >= least
        }
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
    /// By signal, what a derived one can fill.
    private var derived: [Int: [Target]] = [:]
    private let signals: [SignalDefinition]
    private var answers: [NameAnswer?] = []

    /// Tells nothing of any event.
    init() { signals = [] }

    /// - Parameter signals: those whose names can stand for events.
    init(_ definition: FunnelDefinition, signals: [SignalDefinition] = [], columns: inout ColumnCollector) {
        self.signals = signals
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

    /// Tells signals apart: `steps` are those found in the row, `exclusions` those of dwell whose place it is, and
    /// `firstPasses` says that it is a conversion. Bits are the indices of the signals.
    init(signals: [SignalDefinition], conversion: StepDefinition?, columns: inout ColumnCollector) {
        self.signals = signals
        for (index, signal) in signals.enumerated() {
            add(signal, index, .step(1 << UInt32(index)), nil, &columns)
            if case .dwell(let place, _) = signal.kind {
                let anchor = Target.exclusion(1 << UInt32(index))
                switch place {
                case .page(let pattern): add(pattern, anchor, nil, &columns)
                case .action(let action): append(action, anchor, &columns)
                }
            }
        }
        derived = [:]
        for alternative in conversion?.alternatives ?? [] { add(alternative, .firstTime(1), &columns) }
    }

    /// An alternative, and the signal that its name may stand for.
    private mutating func add(_ alternative: StepAlternative, _ target: Target, _ columns: inout ColumnCollector) {
        append(alternative, target, &columns)
        for (index, signal) in signals.enumerated() where signal.name == alternative.signalName {
            add(signal, index, target, alternative.filter, &columns)
        }
    }

    private mutating func add(
        _ signal: SignalDefinition, _ index: Int, _ target: Target, _ filter: Filter?,
        _ columns: inout ColumnCollector
    ) {
        switch signal.kind {
        case .destination(let pattern): add(pattern, target, filter, &columns)
        case .action(let action):
            append(action, target, &columns)
            alternatives[alternatives.count - 1].second = filter.map { CompiledFilter($0, columns: &columns) }
        case .carried(let action, let field, let unit, let least):
            append(action, target, &columns)
            alternatives[alternatives.count - 1].second = filter.map { CompiledFilter($0, columns: &columns) }
            alternatives[alternatives.count - 1].amount = CarriedTest(
                column: columns.index(of: field, .number), unit: Double(unit.microseconds),
                least: Double(least.microseconds))
        case .sessionLength, .dwell, .pagesPerSession: derived[index, default: []].append(target)
        }
    }

    private mutating func add(
        _ pattern: PagePattern, _ target: Target, _ filter: Filter?, _ columns: inout ColumnCollector
    ) {
        var compiled = Alternative(target: target)
        let column = columns.index(of: pattern.includesQuery ? "page_with_query" : "page", .symbol)
        switch pattern.match {
        case .glob(let text):
            let glob = Glob(text)
            compiled.page = TextTest(column: column) { glob.matches($0) }
        case .regularExpression(let text):
            let expression = try? RegularExpression(text)
            compiled.page = TextTest(column: column) { expression?.isFoundIn($0) ?? false }
        }
        compiled.filter = filter.map { CompiledFilter($0, columns: &columns) }
        alternatives.append(compiled)
    }

    /// By derived signal, what it can fill.
    var derivedMatches: [Int: StepMatch] {
        var matches: [Int: StepMatch] = [:]
        for signal in derived.keys { matches[signal] = match(derived: signal) }
        return matches
    }

    /// What a derived signal is to the definition; nil where it is nothing.
    func match(derived signal: Int) -> StepMatch? {
        guard let targets = derived[signal] else { return nil }
        var match = StepMatch()
        for target in targets { EventClassifier.add(target, passes: true, to: &match) }
        return match
    }

    var usesDerived: Bool { !derived.isEmpty }

    private mutating func append(_ alternative: StepAlternative, _ target: Target, _ columns: inout ColumnCollector) {
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
            guard alternative.amount?.isTrue(of: row, in: batch) ?? true else { continue }
            let passes =
                (alternative.filter?.isTrue(of: row, in: batch) ?? true)
                && (alternative.second?.isTrue(of: row, in: batch) ?? true)
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
