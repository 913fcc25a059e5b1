/// Turns one source into chunks of whole records. Used by one queue; its chunks may go to any other.
///
/// Each round: `poll`, then `next` until it returns nil. Each stream is looked at first: what is compressed, in
/// UTF-16, with other line ends or in JSON documents comes out as plain lines. Other streams are read straight into
/// the chunks.
package final class ChunkReader {
    package let source: any ByteSource
    /// Records dropped because they are over the line limit.
    package var oversizedRecords: Int { losses.oversizedRecords }
    /// First bytes of the first of them since `forgetOversizedBeginnings`, up to 200 of each.
    package var oversizedBeginnings: [[UInt8]] { losses.oversizedBeginnings }
    /// NUL bytes left out: holes before the first line of a file, or longer than a line may be.
    package var holeBytes: Int { losses.holeBytes }
    /// Unfinished records dropped because the file was rewritten under them.
    package private(set) var cutOffRecords = 0
    /// Damage found while encodings were undone, each once per stream.
    package private(set) var faults: [(stream: StreamID, fault: TranscodingFault)] = []
    /// The encodings that were undone so far, in the order they were found.
    package private(set) var encodings: [SourceEncoding] = []
    /// Bytes read for a chunk where its records are no longer than that; up to the capacity of the pool.
    package var portion = Int.max
    /// Whether JSON documents are taken apart; of use before a stream is first read.
    package var documents = JSONDocuments.automatic

    private let index: Int
    private let limit: LineLimit
    private let pool: ChunkPool
    private var losses = RecordCutter.Losses()
    private var streams: [StreamID: StreamState] = [:]
    /// Where streams begin that do not begin at 0.
    private var startOffsets: [StreamID: Int] = [:]
    /// Streams of which it is not yet known what they are in.
    private var undecided: Set<StreamID> = []
    /// Streams whose unfinished bytes are to be delivered as the last record.
    private var closing: [StreamID] = []
    /// The stream that has more whole records without being read.
    private var unprocessed: StreamID?

    private struct StreamState {
        let decoder: StreamDecoder
        var cutter: RecordCutter
        /// Delivered by the stream, and not yet taken by a chunk.
        var bytes: [UInt8] = []
        /// Offset in the file behind `bytes`; of a decoded stream, in its decoded bytes.
        var end = 0
        /// Decoded bytes taken before, to be left out.
        let skip: Int
        /// Offset behind the last whole record, delivered or left out.
        var delivered: Int
    }

    /// - Parameter source: Its number, put on each chunk, is `index`.
    package init(_ source: any ByteSource, index: Int, limit: LineLimit = LineLimit(), pool: ChunkPool) {
        self.source = source
        self.index = index
        // A line at the limit and its newline must fit a buffer.
        self.limit = LineLimit(bytes: min(limit.bytes, pool.capacity - 1))
        self.pool = pool
    }

    /// Polls the source and prepares for what happened.
    package func poll(now: Duration) -> [SourceEvent] {
        note(source.poll(now: now))
    }

    /// Ends an input that is not followed; `next` then delivers what is unfinished.
    package func finish() -> [SourceEvent] {
        note(source.finish())
    }

    /// Bytes of the stream that no chunk has delivered, to be read again by a later run; of a decoded stream, which
    /// can only be read again as a whole, decoded bytes.
    package func unfinishedBytes(of stream: StreamID) -> Int {
        streams[stream]?.bytes.count ?? 0
    }

    package func forgetOversizedBeginnings() { losses.oversizedBeginnings = [] }

    /// What was undone, as it is named to the user: "gzip", "JSON documents".
    package var decodings: [String] { encodings.map(\.rawValue) }

    /// True for a stream whose chunks' offsets count decoded bytes, not those of its file.
    package func isDecoded(_ stream: StreamID) -> Bool {
        streams[stream].map { !$0.decoder.isStraight } ?? false
    }

    /// The next whole records; nil when there are none before the next poll.
    ///
    /// - Parameter completeLength: How many of the first bytes are whole records.
    package func next(completeLength: (UnsafeRawBufferPointer) -> Int) -> Chunk? {
        next { bytes, _ in completeLength(bytes) }
    }

    /// The same for those who may have to see more before they can tell.
    ///
    /// - Parameter completeLength: How many of the first bytes are whole records; nil to be asked again with more behind
    ///   them, up to half a megabyte. Where a line over the limit follows, and its second argument is true, this is the
    ///   last time: of what it does not tell nothing is left.
    package func next(completeLength: (UnsafeRawBufferPointer, Bool) -> Int?) -> Chunk? {
        while true {
            if let stream = unprocessed {
                unprocessed = nil
                if let chunk = fill(stream, .kept, completeLength) { return chunk }
            } else if let stream = closing.first {
                if let chunk = takeRest(of: stream, completeLength) { return chunk }
            } else if let stream = source.pending {
                if let chunk = fill(stream, .source, completeLength) { return chunk }
            } else if let stream = undecided.first(where: { streams[$0]?.decoder.hasNews == true }) {
                if let chunk = fill(stream, .pause, completeLength) { return chunk }
            } else {
                return nil
            }
        }
    }

    /// Where the bytes for a chunk come from.
    private enum Supply {
        /// What was read already.
        case kept
        case source
        /// What was read already, and there is nothing more for now.
        case pause
    }

    private func note(_ events: [SourceEvent]) -> [SourceEvent] {
        for event in events {
            switch event {
            case .opened(let stream, let offset): if offset > 0 { startOffsets[stream] = offset }
            case .closed(let stream, .complete): closing.append(stream)
            case .closed(let stream, .cutOff):
                if forget(stream)?.bytes.isEmpty == false { cutOffRecords += 1 }
                if unprocessed == stream { unprocessed = nil }
            case .closed(let stream, .continued):
                _ = forget(stream)
                if unprocessed == stream { unprocessed = nil }
            case .rotated, .copiedAndTruncated, .truncated, .waiting, .refused: break
            }
        }
        return events
    }

    private func forget(_ stream: StreamID) -> StreamState? {
        startOffsets[stream] = nil
        undecided.remove(stream)
        return streams.removeValue(forKey: stream)
    }

    /// What is left of a closed stream, a chunk at a time; nil where more of it waits in `unprocessed`, or nothing.
    private func takeRest(of stream: StreamID, _ completeLength: (UnsafeRawBufferPointer, Bool) -> Int?) -> Chunk? {
        if let decoder = streams[stream]?.decoder, !decoder.isStraight || !decoder.isSettled {
            decoder.end()
            if let chunk = fill(stream, .kept, completeLength) { return chunk }
            if unprocessed != nil { return nil }
        }
        closing.removeFirst()
        if let state = streams[stream] {
            let progress = StreamProgress(delivered: state.end, isDecoded: !state.decoder.isStraight)
            source.note(progress, of: stream)
        }
        return lastRecord(of: stream)
    }

    /// What is left of a closed stream, with a newline added where its last record has none.
    private func lastRecord(of stream: StreamID) -> Chunk? {
        guard let left = forget(stream), !left.bytes.isEmpty else { return nil }
        let memory = pool.take()
        memory.bytes.copyBytes(from: left.bytes)
        // Whole records are left where nobody knew before the end what they are.
        let isCut = left.bytes.last != UInt8(ascii: "\n")
        if isCut { memory.bytes[left.bytes.count] = UInt8(ascii: "\n") }
        return Chunk(
            source: index, stream: stream, offset: left.end - left.bytes.count,
            range: 0..<left.bytes.count + (isCut ? 1 : 0), isFinal: isCut, memory: memory, pool: pool)
    }

    private func newState(of stream: StreamID) -> StreamState {
        let start = startOffsets[stream] ?? 0
        let head = start > 0 ? source.head(of: stream) : []
        let decoder = StreamDecoder(
            documents: documents, capacity: min(pool.capacity, portion), lineLimit: limit, head: head)
        let skip = source.decodedStart(of: stream)
        return StreamState(
            decoder: decoder, cutter: RecordCutter(limit: limit, isAtBeginning: start == 0 && skip == 0), skip: skip,
            delivered: max(start, skip))
    }

    /// Puts kept and new bytes of a stream together and cuts off whole records; nil if there are none.
    private func fill(
        _ stream: StreamID, _ supply: Supply, _ completeLength: (UnsafeRawBufferPointer, Bool) -> Int?
    ) -> Chunk? {
        let memory = pool.take()
        var state = streams.removeValue(forKey: stream) ?? newState(of: stream)
        defer { streams[stream] = state }
        memory.bytes.copyBytes(from: state.bytes)
        let decoder = state.decoder
        let size = min(pool.capacity, max(portion, 2 * state.bytes.count))
        let space = UnsafeMutableRawBufferPointer(rebasing: memory.bytes[..<size])
        let end = decoder.read(into: space, keeping: state.bytes.count, isPaused: supply == .pause) { space in
            supply == .source ? source.read(stream, into: space) : 0
        }
        noteFindings(of: decoder, stream)
        if !decoder.isStraight {
            state.end = decoder.given
        } else if supply == .source {
            state.end = source.offset(of: stream)
        }
        let first = state.end - end
        let isSkipping = state.skip > 0 && decoder.isSettled && state.skip > first
        let begin = isSkipping ? min(end, state.skip - first) : 0
        let text = UnsafeRawBufferPointer(rebasing: memory.bytes[begin..<end])
        let range = decoder.isSettled ? state.cutter.wholeRecords(in: text, &losses, completeLength) : 0..<0
        state.bytes = Array(text[range.upperBound...])
        noteProgress(&state, stream)
        if decoder.hasMore || !range.isEmpty && mayHoldRecords(state.bytes) { unprocessed = stream }
        guard !range.isEmpty else {
            pool.giveBack(memory)
            return nil
        }
        return Chunk(
            source: index, stream: stream, offset: first + begin + range.lowerBound,
            range: begin + range.lowerBound..<begin + range.upperBound, isFinal: false, memory: memory, pool: pool)
    }

    /// What was left behind the whole records may hold more of them: those before did not have to be all.
    private func mayHoldRecords(_ bytes: [UInt8]) -> Bool {
        bytes.count > limit.bytes || bytes.withUnsafeBytes { LineLimit.lastNewline(in: $0) != nil }
    }

    /// Tells the source how far whole records go, once it is known what counts.
    private func noteProgress(_ state: inout StreamState, _ stream: StreamID) {
        guard state.decoder.isSettled else { return }
        // A line too long or a hole is left out as a whole, also by a later run.
        if !state.cutter.isSkippingLine && !state.cutter.isSkippingHole {
            state.delivered = max(state.skip, state.end - state.bytes.count)
        }
        source.note(
            StreamProgress(
                delivered: state.delivered, unfinished: max(0, state.end - state.delivered),
                isDecoded: !state.decoder.isStraight),
            of: stream)
    }

    private func noteFindings(of decoder: StreamDecoder, _ stream: StreamID) {
        if !decoder.isSettled { undecided.insert(stream) } else if !undecided.isEmpty { undecided.remove(stream) }
        if decoder.isStraight { return }
        for encoding in decoder.encodings where !encodings.contains(encoding) { encodings.append(encoding) }
        for fault in decoder.newFaults() { faults.append((stream, fault)) }
    }
}
