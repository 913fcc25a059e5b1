/// What is counted per page, channel or category: a bounded number of values, the rest together.
struct TrafficTable {
    /// Values of the field, in order of appearance, are items from `firstValue` on.
    static let none: UInt16 = 0
    static let other: UInt16 = 1
    static let firstValue: UInt16 = 2

    private let limit: Int
    /// By text id; `unknown` for texts not seen yet.
    private var itemOfText: [UInt16] = [none]
    private static let unknown = UInt16.max
    /// By item, from `firstValue` on.
    private(set) var textIDs: [UInt32] = []
    private(set) var events: [Int] = []
    /// Sessions that began with the item, bounces among them, and sessions that ended with it.
    private(set) var sessions: [Int] = []
    private(set) var bounces: [Int] = []
    private(set) var exits: [Int] = []
    private(set) var users = UserCounts()
    /// By item, the row in the common series.
    private(set) var rows: [Int] = []

    init(limit: Int, series: inout TrafficSeries) {
        self.limit = limit
        for _ in 0..<TrafficTable.firstValue { open(&series) }
    }

    var memoryBytes: Int { itemOfText.capacity * 2 + events.capacity * 40 + users.memoryBytes }

    private mutating func open(_ series: inout TrafficSeries) {
        events.append(0)
        sessions.append(0)
        bounces.append(0)
        exits.append(0)
        users.open()
        rows.append(series.open())
    }

    /// The item of a text of the field's column.
    @inline(__always)
    mutating func item(ofText id: UInt32, _ series: inout TrafficSeries) -> UInt16 {
        if Int(id) < itemOfText.count, itemOfText[Int(id)] != TrafficTable.unknown { return itemOfText[Int(id)] }
        return learn(id, &series)
    }

    private mutating func learn(_ id: UInt32, _ series: inout TrafficSeries) -> UInt16 {
        guard id & Symbol.transientBit == 0 else { return TrafficTable.other }
        while itemOfText.count <= Int(id) { itemOfText.append(TrafficTable.unknown) }
        guard textIDs.count < limit else {
            itemOfText[Int(id)] = TrafficTable.other
            return TrafficTable.other
        }
        itemOfText[Int(id)] = TrafficTable.firstValue + UInt16(textIDs.count)
        textIDs.append(id)
        open(&series)
        return itemOfText[Int(id)]
    }

    /// An event of the item's own.
    @inline(__always)
    mutating func addEvent(_ item: UInt16, user: UserCounts.User, slot: Int, _ series: inout TrafficSeries) {
        events[Int(item)] &+= 1
        users.add(user, to: Int(item))
        series.add(rows[Int(item)], slot, 1)
    }

    @inline(__always)
    mutating func addEvents(_ item: UInt16, _ number: Int) { events[Int(item)] &+= number }

    @inline(__always)
    mutating func addSession(_ item: UInt16, isBounce: Bool, _ sign: Int) {
        sessions[Int(item)] &+= sign
        if isBounce { bounces[Int(item)] &+= sign }
    }

    @inline(__always)
    mutating func addBounces(_ item: UInt16, _ number: Int) { bounces[Int(item)] &+= number }

    @inline(__always)
    mutating func addExit(_ item: UInt16, _ sign: Int) { exits[Int(item)] &+= sign }

    mutating func addUser(_ item: UInt16, _ user: UserCounts.User, _ sign: Int) {
        if sign > 0 { users.add(user, to: Int(item)) } else { users.remove(user, from: Int(item)) }
    }
}
