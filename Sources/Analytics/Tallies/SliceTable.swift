/// Which slice of a breakdown a value belongs to; the number of slices is bounded.
struct SliceTable {
    /// The unit has not entered yet.
    static let unset: UInt16 = 0
    /// The unit has entered, its value is still to come; shown with `none`.
    static let pending: UInt16 = 1
    static let none: UInt16 = 2
    /// Values beyond the bound.
    static let other: UInt16 = 3
    static let firstValue: UInt16 = 4

    /// Values told apart for a funnel of so many steps: 1,000, less where each takes much memory.
    static func limit(stepCount: Int) -> Int {
        min(1000, max(60, 33_554_432 / LevelTally.memoryBytes(stepCount: stepCount)))
    }

    /// Slices there can be.
    static func capacity(stepCount: Int) -> Int { Int(firstValue) + limit(stepCount: stepCount) }

    private let limit: Int
    private var sliceOfText: [UInt16] = [none]
    /// Text ids by slice, from `firstValue` on.
    private(set) var textIDs: [UInt32] = []
    /// Distinct values beyond the bound, as far as they could be told apart.
    private(set) var unlisted = 0

    init(limit: Int) { self.limit = limit }

    var memoryBytes: Int { sliceOfText.capacity * 2 + textIDs.capacity * 4 }

    @inline(__always)
    mutating func slice(ofText id: UInt32) -> UInt16 {
        if Int(id) < sliceOfText.count, sliceOfText[Int(id)] != SliceTable.unset { return sliceOfText[Int(id)] }
        return learn(id)
    }

    func save(to writer: inout StateWriter) {
        writer.write(sliceOfText)
        writer.write(textIDs)
        writer.write(unlisted)
    }

    /// - Parameter texts: in the table of the column.
    mutating func restore(from reader: inout StateReader, texts: Int) throws(StateError) {
        sliceOfText = try reader.readArray(of: UInt16.self, limit: texts)
        textIDs = try reader.readArray(of: UInt32.self, limit: limit)
        unlisted = try reader.readCount(upTo: StateLimits.count)
        let end = Int(SliceTable.firstValue) + textIDs.count
        try StateReader.require(
            sliceOfText.first == SliceTable.none && sliceOfText.allSatisfy { Int($0) < end }
                && textIDs.allSatisfy { Int($0) < texts }, "a value of a breakdown is none")
    }

    private mutating func learn(_ id: UInt32) -> UInt16 {
        guard id & Symbol.transientBit == 0 else { return SliceTable.other }
        while sliceOfText.count <= Int(id) { sliceOfText.append(SliceTable.unset) }
        if textIDs.count < limit {
            sliceOfText[Int(id)] = SliceTable.firstValue + UInt16(textIDs.count)
            textIDs.append(id)
        } else {
            sliceOfText[Int(id)] = SliceTable.other
            unlisted += 1
        }
        return sliceOfText[Int(id)]
    }
}
