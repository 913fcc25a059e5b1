import Testing

@testable import Statistics

/// One published number to be met: what goes in, what comes out and how near it has to be.
struct Vector: CustomTestStringConvertible {
    let id: String
    let settings: Fields
    let input: Fields
    let expected: Fields
    let tolerance: Double

    var testDescription: String { id }

    static let file = "conformance/experiment_vectors.json"
    static let isThere = SharedFiles.exists(file)

    /// Every vector of a group; none where the file is not there.
    static func group(_ name: String) -> [Vector] {
        guard let root = try? SharedFiles.json(file) else { return [] }
        return Fields(root).list("vectors").map(Fields.init(any:)).filter { $0.text("group") == name }.map { fields in
            Vector(
                id: fields.text("id"), settings: fields["settings"], input: fields["input"],
                expected: fields["expected"], tolerance: fields.number("rel_tol"))
        }
    }

    /// Whether a value is as near as the vector asks: relative, and 1e-12 where the expected value is 0.
    func meets(_ value: Double, _ expected: Double) -> Bool {
        if expected.isInfinite { return value == expected }
        return abs(value - expected) <= max(tolerance * abs(expected), 1e-12)
    }

    func meets(_ value: Double, _ name: String) -> Bool { meets(value, expected.number(name)) }

    func meets(_ values: [Double], _ numbers: [Double]) -> Bool {
        values.count == numbers.count && zip(values, numbers).allSatisfy { meets($0, $1) }
    }

    func meets(_ range: ClosedRange<Double>, _ name: String) -> Bool {
        meets([range.lowerBound, range.upperBound], expected.numbers(name))
    }
}
