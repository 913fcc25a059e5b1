import Expressions

/// A filter over the columns of a batch. Tests of text run once per distinct value and are remembered.
struct CompiledFilter {
    private indirect enum Node {
        case text(TextTest)
        case number(column: Int, ValueTest)
        case and(Node, Node)
        case or(Node, Node)
        case not(Node)
    }

    private enum ValueTest {
        case less(Double), lessOrEqual(Double), greater(Double), greaterOrEqual(Double)

        func isTrue(of value: Double) -> Bool {
            switch self {
            case .less(let bound): value < bound
            case .lessOrEqual(let bound): value <= bound
            case .greater(let bound): value > bound
            case .greaterOrEqual(let bound): value >= bound
            }
        }
    }

    private let root: Node

    init(_ filter: Filter, columns: inout ColumnCollector) {
        root = CompiledFilter.compile(filter, &columns)
    }

    private static func compile(_ filter: Filter, _ columns: inout ColumnCollector) -> Node {
        switch filter {
        case .and(let a, let b): .and(compile(a, &columns), compile(b, &columns))
        case .or(let a, let b): .or(compile(a, &columns), compile(b, &columns))
        case .not(let a): .not(compile(a, &columns))
        case .comparison(let comparison): leaf(comparison, &columns)
        }
    }

    private static func leaf(_ comparison: Comparison, _ columns: inout ColumnCollector) -> Node {
        let test: ValueTest? =
            switch comparison.operation {
            case .less(let literal): literal.number.map { .less($0) }
            case .lessOrEqual(let literal): literal.number.map { .lessOrEqual($0) }
            case .greater(let literal): literal.number.map { .greater($0) }
            case .greaterOrEqual(let literal): literal.number.map { .greaterOrEqual($0) }
            default: nil
            }
        if let test { return .number(column: columns.index(of: comparison.field, .number), test) }
        let operation = comparison.operation
        return .text(TextTest(column: columns.index(of: comparison.field, .symbol)) { operation.isTrue(of: $0) })
    }

    /// Whether the filter holds of a row. A comparison with an absent field is false.
    func isTrue(of row: Int, in batch: borrowing TranslatedBatch) -> Bool {
        CompiledFilter.isTrue(root, row, batch)
    }

    private static func isTrue(_ node: Node, _ row: Int, _ batch: borrowing TranslatedBatch) -> Bool {
        switch node {
        case .text(let test): test.isTrue(of: row, in: batch)
        case .number(let column, let test): test.isTrue(of: batch.number(column: column, row: row))
        case .and(let a, let b): isTrue(a, row, batch) && isTrue(b, row, batch)
        case .or(let a, let b): isTrue(a, row, batch) || isTrue(b, row, batch)
        case .not(let a): !isTrue(a, row, batch)
        }
    }
}

/// A test of one column's text, remembered per distinct value.
final class TextTest {
    private enum Answer: UInt8 { case unknown, no, yes }

    private let column: Int
    private let test: (String) -> Bool
    private var answers: [Answer] = [.no]

    /// `test` is never asked about an absent value: that is false.
    init(column: Int, _ test: @escaping (String) -> Bool) {
        self.column = column
        self.test = test
    }

    func isTrue(of row: Int, in batch: borrowing TranslatedBatch) -> Bool {
        let id = batch.textID(column: column, row: row)
        guard id & Symbol.transientBit == 0 else { return test(batch.text(column: column, id: id)) }
        while answers.count <= Int(id) { answers.append(.unknown) }
        if answers[Int(id)] == .unknown {
            answers[Int(id)] = test(batch.text(column: column, id: id)) ? .yes : .no
        }
        return answers[Int(id)] == .yes
    }
}

/// Gathers the columns that definitions need, each once.
struct ColumnCollector {
    private(set) var columns: [Projection.Column] = []

    mutating func index(of field: String, _ kind: Projection.Kind) -> Int {
        let column = Projection.Column(field, kind)
        if let index = columns.firstIndex(of: column) { return index }
        columns.append(column)
        return columns.count - 1
    }
}
