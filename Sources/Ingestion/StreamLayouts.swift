import ByteSources
import Decoding

/// The columns of each stream of a table whose files name them: a file that is begun anew may have others than the one
/// before it, which is still read to its end.
struct StreamLayouts: Sendable, Hashable {
    /// Columns in force where a stream is read on.
    struct Place: Sendable, Hashable {
        /// As the offsets of chunks count.
        var offset: Int
        var columns: [String]
    }

    /// Of streams that have other columns than the schema.
    private var others: [StreamID: [String]] = [:]
    /// Of the stream that named its columns last, for those that name none; nil for the columns of the schema.
    private(set) var latest: [String]?
    /// Some stream has or had other columns.
    private(set) var areVaried = false
    /// Where streams begin that do not begin at 0.
    private var starts: [StreamID: Int] = [:]
    /// Of a stream that was closed, and is gone on with in the next one.
    private var continued: [String]?
    private var begun: Set<StreamID> = []
    /// What is known of streams that have not begun.
    private var expected: [Place] = []

    /// A stream was opened, to be read from `offset` on.
    mutating func open(_ stream: StreamID, at offset: Int) {
        if offset > 0 { starts[stream] = offset }
        if offset > 0, let columns = continued { expected.append(Place(offset: offset, columns: columns)) }
        continued = nil
    }

    /// The stream that is opened next goes on behind what was read of this one.
    mutating func close(_ stream: StreamID) { continued = others[stream] }

    func isOther(_ stream: StreamID) -> Bool { others[stream] != nil }

    /// Goes on from what an earlier run knew.
    mutating func resume(_ places: [Place], latest: [String]?) {
        expected = places
        self.latest = latest
        areVaried = latest != nil || !places.isEmpty
    }

    /// Bytes of whole records, at most up to a row of names behind the first.
    func length(of bytes: UnsafeRawBufferPointer, _ framing: any RecordDecoder, areNamed: Bool) -> Int {
        let length = framing.completeLength(of: bytes)
        guard areNamed, let framing = framing as? any HeaderFollowing else { return length }
        return framing.lengthBeforeNames(
            in: UnsafeRawBufferPointer(rebasing: bytes[..<length]), passesUsual: !areVaried)
    }

    /// The columns of the chunk that is next in its stream; nil for those of the schema.
    mutating func columns(of chunk: Chunk, _ schema: InputSchema, _ framing: any HeaderFollowing) -> [String]? {
        if begun.insert(chunk.stream).inserted { others[chunk.stream] = inherited(chunk.stream) }
        if let named = chunk.withBytes({ framing.columns(namedBy: $0) }) {
            latest = named == schema.columns ? nil : named
            others[chunk.stream] = latest
            if latest != nil { areVaried = true }
        }
        return others[chunk.stream]
    }

    private mutating func inherited(_ stream: StreamID) -> [String]? {
        guard let start = starts.removeValue(forKey: stream) else { return latest }
        guard let index = expected.firstIndex(where: { $0.offset == start }) else { return nil }
        return expected.remove(at: index).columns
    }

    /// What a later run must know of streams that it reads on at `offsets`.
    ///
    /// - Parameter underWay: in order; what is behind the first of a stream is read again.
    func places(at offsets: [StreamID: Int], underWay: [ChunkUnderWay]) -> [Place] {
        let known = offsets.compactMap { stream, offset in
            let first = underWay.first { $0.stream == stream }
            return (first.map { $0.layout } ?? others[stream]).map { Place(offset: offset, columns: $0) }
        }
        // Of files of which nothing has come yet in this run.
        let waiting = expected.filter { place in
            offsets.contains { $0.value == place.offset && !begun.contains($0.key) }
        }
        return (known + waiting).sorted { ($0.offset, $0.columns.joined()) < ($1.offset, $1.columns.joined()) }
    }
}
