import Statistics

/// The most that one user's amount counts: fixed by the first 200 orders in event time, whoever made them, so that it
/// is blind to the arms and does not depend on the order of arrival.
struct OrderCap {
    /// By time, then by amount; at most `RevenueCap.orderCount`.
    private var sample: [(time: Int64, amount: Int64)] = []
    /// Ten-thousandths; nil before there are enough orders.
    private(set) var limit: Int64?

    /// Takes an order into account.
    mutating func note(_ amount: Int64, at time: Int64) {
        if sample.count == RevenueCap.orderCount, let last = sample.last, (last.time, last.amount) <= (time, amount) {
            return
        }
        let place = sample.firstIndex { (time, amount) < ($0.time, $0.amount) } ?? sample.count
        sample.insert((time, amount), at: place)
        if sample.count > RevenueCap.orderCount { sample.removeLast() }
        guard sample.count == RevenueCap.orderCount else { return }
        limit = Int64(RevenueCap.limit(orders: sample.map { Double($0.amount) }))
    }
}
