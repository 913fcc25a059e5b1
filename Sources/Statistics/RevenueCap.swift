/// The most one user's revenue may count, so that one giant order does not decide an experiment.
///
/// The cap is part of the metric: it is made once, from orders of all arms together, and never changed.
package enum RevenueCap {
    /// How many first orders the cap is made from.
    package static let orderCount = 200

    /// Ten mean orders, or the 99.9th percentile (linear between ranks) if that is more; infinite, that is no cap,
    /// without an order above 0. What is not a finite number does not count.
    ///
    /// - Complexity: O(n log n).
    package static func limit(orders: [Double]) -> Double {
        let sorted = orders.filter(\.isFinite).sorted()
        guard let last = sorted.last, last > 0 else { return .infinity }
        let position = 0.999 * Double(sorted.count - 1)
        let lower = Int(position)
        let upper = min(lower + 1, sorted.count - 1)
        let percentile = sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
        return max(10 * sorted.reduce(0, +) / Double(sorted.count), percentile)
    }
}
