import Foundation

@testable import Statistics

/// A JSON object whose fields have the type that is asked for; NaN and empty where they have not, so that a check
/// fails.
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
