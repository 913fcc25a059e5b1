/// The level tallies of one breakdown, by slice; made when first used.
final class SliceTallies {
    private let stepCount: Int
    private let capacity: Int
    private let tallies: UnsafeMutablePointer<LevelTally?>

    /// - Parameter capacity: slices there can be (see `SliceTable`).
    init(stepCount: Int, capacity: Int) {
        self.stepCount = stepCount
        self.capacity = capacity
        tallies = .allocate(capacity: capacity)
        tallies.initialize(repeating: nil, count: capacity)
    }

    deinit {
        tallies.deinitialize(count: capacity)
        tallies.deallocate()
    }

    /// Slices in use.
    private(set) var count = 0

    /// The tally of a slice.
    @inline(__always)
    subscript(slice: UInt16) -> LevelTally {
        if let tally = tallies[Int(slice)] { return tally }
        let tally = LevelTally(stepCount: stepCount)
        tallies[Int(slice)] = tally
        count += 1
        return tally
    }

    func save(to writer: inout StateWriter) {
        writer.write((0..<capacity).filter { tallies[$0] != nil })
        for slice in 0..<capacity { tallies[slice]?.save(to: &writer) }
    }

    func restore(from reader: inout StateReader) throws(StateError) {
        for slice in try reader.readIndices(below: capacity) {
            try self[UInt16(slice)].restore(from: &reader)
        }
    }

    /// The tally of a slice if it was ever used.
    func existing(_ slice: UInt16) -> LevelTally? {
        Int(slice) < capacity ? tallies[Int(slice)] : nil
    }
}
