import ByteSources

/// What of an input the aggregates have had: there a later run goes on.
struct HandedOver {
    /// A batch of which the aggregates may not have had all rows.
    struct Held {
        let chunk: ChunkUnderWay
        /// As it was before the batch.
        let counts: InputCounts
        /// Of its first rows, so many are known to the aggregates from an earlier run.
        let rowsBefore: Int
    }

    /// Behind the last record that the aggregates have had of each stream, as the offsets of chunks count.
    private var taken: [StreamID: Int] = [:]
    /// Where the files of streams were begun.
    private var opened: [StreamID: Int] = [:]
    private var closed: Set<StreamID> = []
    /// The batch taken last, until the aggregates have had all of it.
    private(set) var held: Held?
    /// Rows that the aggregates have had of places that are read again.
    var given: [GivenRows] = []

    mutating func open(_ stream: StreamID, at offset: Int) { opened[stream] = offset }

    mutating func close(_ stream: StreamID) { closed.insert(stream) }

    /// Nobody will have what stands before `offset`: it is of no use.
    mutating func pass(_ stream: StreamID, to offset: Int) { taken[stream] = offset }

    /// A batch of so many rows is on its way.
    ///
    /// - Parameter counts: as they were before it.
    mutating func hold(_ chunk: ChunkUnderWay, rows: Int, counts: InputCounts) {
        held = Held(chunk: chunk, counts: counts, rowsBefore: takeGivenRows(of: chunk, rows))
    }

    /// The aggregates have had all rows of the batch held.
    mutating func commit() {
        guard let held else { return }
        taken[held.chunk.stream] = held.chunk.end
        self.held = nil
    }

    /// How many of the first rows of a chunk the aggregates have had.
    private mutating func takeGivenRows(of chunk: ChunkUnderWay, _ count: Int) -> Int {
        guard let index = given.firstIndex(where: { $0.isOf(chunk) }) else { return 0 }
        let rows = given.remove(at: index).rows
        if rows > count { given.append(GivenRows(offset: chunk.end, beginning: [], rows: rows - count)) }
        return min(rows, count)
    }

    /// Behind what the aggregates have had of each stream, as the offsets of chunks count. Not of streams that are over
    /// and gave nothing: there was nothing to have.
    ///
    /// - Parameters:
    ///   - underWay: in order.
    ///   - start: where an open stream begins of which they have had nothing, given where its file was begun.
    func offsets(underWay: [ChunkUnderWay], start: (StreamID, Int) -> Int) -> [StreamID: Int] {
        let waiting = (held.map { [$0.chunk] } ?? []) + underWay
        var offsets = taken
        for (stream, offset) in opened where taken[stream] == nil {
            if !closed.contains(stream) {
                offsets[stream] = start(stream, offset)
            } else if let first = waiting.first(where: { $0.stream == stream }) {
                offsets[stream] = first.offset
            }
        }
        return offsets
    }

    /// Streams that are over and of which nothing is on its way any more.
    func finishedStreams(underWay: [StreamID]) -> Set<StreamID> {
        closed.subtracting(underWay + (held.map { [$0.chunk.stream] } ?? []))
    }
}
