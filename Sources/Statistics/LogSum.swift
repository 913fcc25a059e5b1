import RealModule

/// Sums and means of numbers known by their natural logarithm.
enum LogSum {
    /// ln of the sum of exp(a) and exp(b), without leaving log space.
    static func sum(_ a: Double, _ b: Double) -> Double {
        let (low, high) = a < b ? (a, b) : (b, a)
        guard low > -.infinity, high < .infinity else { return high }
        return high + .log(onePlus: .exp(low - high))
    }

    /// ln of the arithmetic mean of the exponentials; -infinity when there are none.
    static func mean(_ logs: [Double]) -> Double {
        let top = logs.max() ?? -.infinity
        guard top.isFinite else { return top }
        return top + .log(logs.reduce(0) { $0 + .exp($1 - top) } / Double(logs.count))
    }
}
