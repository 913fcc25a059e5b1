/// Rows at a place of an input that the aggregates have had, though the place is read again.
struct GivenRows: Sendable, Hashable {
    /// Where their chunk begins, as the offsets of chunks count.
    var offset: Int
    /// The first bytes of the chunk, as far as they are known: files have the same offsets.
    var beginning: [UInt8]
    var rows: Int

    func isOf(_ chunk: ChunkUnderWay) -> Bool {
        offset == chunk.offset && chunk.beginning.starts(with: beginning.prefix(chunk.beginning.count))
    }
}
