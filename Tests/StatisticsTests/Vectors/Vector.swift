import Foundation
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

/// A JSON object whose fields have the type that is asked for; NaN and empty where they have not, so that a check fails.
struct Fields {
    private let values: [String: Any]

    init(_ values: [String: Any]) { self.values = values }

    init(any value: Any) { values = value as? [String: Any] ?? [:] }

    subscript(name: String) -> Fields { Fields(any: values[name] ?? [:]) }

    var names: [String] { values.keys.sorted() }

    func has(_ name: String) -> Bool { values[name] != nil }

    func list(_ name: String) -> [Any] { values[name] as? [Any] ?? [] }

    func text(_ name: String) -> String { values[name] as? String ?? "" }

    func number(_ name: String) -> Double { Self.number(values[name]) }

    func numbers(_ name: String) -> [Double] { list(name).map(Self.number) }

    func rows(_ name: String) -> [[Double]] { list(name).map { ($0 as? [Any] ?? []).map(Self.number) } }

    var shares: MomentSums { MomentSums(users: number("n"), reached: number("sum")) }

    var moments: MomentSums {
        MomentSums(users: number("n"), sum: number("sum"), sumOfSquares: number("sum_squares"))
    }

    var ratios: RatioSums {
        RatioSums(
            users: number("n"), numerator: number("m_sum"), denominator: number("d_sum"),
            numeratorSquares: number("m_sum_squares"), denominatorSquares: number("d_sum_squares"),
            products: number("m_d_sum_of_products"))
    }

    private static func number(_ value: Any?) -> Double {
        if let text = value as? String { return Double(text) ?? .nan }
        return (value as? NSNumber)?.doubleValue ?? .nan
    }
}
