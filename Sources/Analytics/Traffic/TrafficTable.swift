/// What is counted per page, channel or category: a bounded number of values, the rest together.
struct TrafficTable: ~Copyable {
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
    /// By item.
    private var counts = SegmentedRecords(fresh: Counts())
    /// Items there are.
    private(set) var count = 0
    private(set) var users = UserCounts()

    struct Counts: BitwiseCopyable {
        var events = 0
        /// Sessions that began with the item, bounces among them, and sessions that ended with it.
        var sessions = 0
        var bounces = 0
        var exits = 0
        /// In the common series.
        var row = 0
    }

    init(limit: Int, series: inout TrafficSeries) {
        self.limit = limit
        for _ in 0..<TrafficTable.firstValue { open(&series) }
    }

    var memoryBytes: Int { itemOfText.capacity * 2 + counts.memoryBytes + users.memoryBytes }

    private mutating func open(_ series: inout TrafficSeries) {
        count += 1
        counts.ensure(count: count)
        counts.pointer(count - 1).pointee.row = series.open()
        users.open()
    }

    @inline(__always)
    subscript(item: Int) -> Counts { counts.pointer(item).pointee }

    @inline(__always)
    private func at(_ item: UInt16) -> UnsafeMutablePointer<Counts> { counts.pointer(Int(item)) }

    /// The row of an item in the common series.
    @inline(__always)
    func row(_ item: UInt16) -> Int { at(item).pointee.row }

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

    func save(to writer: inout StateWriter) {
        writer.write(itemOfText)
        writer.write(textIDs)
        counts.save(count, to: &writer)
        users.save(to: &writer)
    }

    /// - Parameters:
    ///   - texts: in the table of the field.
    ///   - rows: in the common series.
    ///   - persons: users there are.
    mutating func restore(
        from reader: inout StateReader, texts: Int, rows: Int, persons: Int
    ) throws(StateError) {
        itemOfText = try reader.readArray(of: UInt16.self, limit: texts)
        textIDs = try reader.readArray(of: UInt32.self, limit: limit)
        count = Int(TrafficTable.firstValue) + textIDs.count
        let (items, unknown) = (count, TrafficTable.unknown)
        try StateReader.require(
            itemOfText.first == TrafficTable.none && itemOfText.allSatisfy { $0 < items || $0 == unknown }
                && textIDs.allSatisfy { $0 < texts }, "a page, channel or category is none")
        try StateReader.require(
            try counts.restore(from: &reader, limit: count) == count, "a page, channel or category is missing")
        for item in 0..<count {
            let counts = self[item]
            try StateReader.require(
                counts.row >= 0 && counts.row < rows
                    && [counts.events, counts.sessions, counts.bounces, counts.exits].allSatisfy {
                        $0.magnitude <= StateLimits.count
                    }, "a count is out of reach")
        }
        try users.restore(from: &reader, things: count, persons: persons)
    }

    /// An event of the item's own.
    @inline(__always)
    mutating func addEvent(
        _ item: UInt16, user: UserCounts.User, slot: Int, _ series: inout TrafficSeries, hashOf: (Int) -> UInt64
    ) {
        at(item).pointee.events &+= 1
        users.add(user, to: Int(item), 1, hashOf: hashOf)
        series.add(row(item), slot, 1)
    }

    @inline(__always)
    mutating func addEvents(_ item: UInt16, _ number: Int) { at(item).pointee.events &+= number }

    @inline(__always)
    mutating func addSession(_ item: UInt16, isBounce: Bool, _ sign: Int) {
        at(item).pointee.sessions &+= sign
        if isBounce { at(item).pointee.bounces &+= sign }
    }

    @inline(__always)
    mutating func addBounces(_ item: UInt16, _ number: Int) { at(item).pointee.bounces &+= number }

    @inline(__always)
    mutating func addExit(_ item: UInt16, _ sign: Int) { at(item).pointee.exits &+= sign }

    mutating func addUser(_ item: UInt16, _ user: UserCounts.User, _ sign: Int, hashOf: (Int) -> UInt64) {
        users.add(user, to: Int(item), Int32(sign), hashOf: hashOf)
    }
}
