/// What one user has brought so far, event by event in the order of time.
struct UserTotals {
    struct Ledger {
        /// Ten-thousandths, not capped.
        var amount: Int64 = 0
        var orders: Int64 = 0
        var refunds: Int64 = 0
    }

    /// What an event changes.
    enum Change {
        /// The goal was reached before.
        case nothing
        case share(Int)
        case ledger(Int, before: Ledger)
    }

    /// Shares, as bits.
    private var reached: UInt64 = 0
    private(set) var ledgers: [Ledger]

    init(ledgerCount: Int) { ledgers = Array(repeating: Ledger(), count: ledgerCount) }

    func hasReached(_ share: Int) -> Bool { reached & 1 << UInt64(share) != 0 }

    mutating func add(_ event: GoalHistories.Event, shareCount: Int) -> Change {
        guard event.signal >= shareCount else {
            if hasReached(event.signal) { return .nothing }
            reached |= 1 << UInt64(event.signal)
            return .share(event.signal)
        }
        let index = event.signal - shareCount
        let before = ledgers[index]
        ledgers[index].amount = before.amount &+ event.amount
        ledgers[index].orders += event.amount >= 0 ? 1 : 0
        ledgers[index].refunds += event.amount < 0 ? 1 : 0
        return .ledger(index, before: before)
    }
}
