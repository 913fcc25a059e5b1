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

extension OrderCap {
    func save(to writer: inout StateWriter) {
        writer.write(sample.map(\.time))
        writer.write(sample.map(\.amount))
    }

    mutating func restore(from reader: inout StateReader) throws(StateError) {
        let times = try reader.readArray(of: Int64.self, limit: RevenueCap.orderCount)
        let amounts = try reader.readArray(of: Int64.self, limit: RevenueCap.orderCount)
        try StateReader.require(
            times.count == amounts.count && amounts.allSatisfy { $0 > 0 && $0 <= OrderCap.largest },
            "an order is out of reach")
        for (time, amount) in zip(times, amounts) { note(amount, at: time) }
    }

    /// Ten-thousandths; more than any event can bring.
    static let largest: Int64 = 2_000_000_000_000_000
}
