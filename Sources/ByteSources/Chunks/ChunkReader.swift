/// Turns one source into chunks of whole records. Used by one queue; its chunks may go to any other.
///
/// Each round: `poll`, then `next` until it returns nil.
package final class ChunkReader {
    package let source: any ByteSource
    /// Records dropped because they are over the line limit.
    package private(set) var oversizedRecords = 0
    /// Unfinished records dropped because the file was rewritten under them.
    package private(set) var cutOffRecords = 0

    private let index: Int
    private let limit: LineLimit
    private let pool: ChunkPool
    private var unfinished: [StreamID: Unfinished] = [:]
    /// Streams whose unfinished bytes are to be delivered as the last record.
    private var closing: [StreamID] = []
    /// The stream whose kept bytes hold more whole records.
    private var unprocessed: StreamID?

    /// What a stream has delivered but no chunk has taken yet.
    private struct Unfinished {
        var bytes: [UInt8] = []
        /// Offset in the file behind `bytes`.
        var end = 0
        var isSkippingLine = false
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

    /// Bytes of the stream that no chunk has delivered, to be read again by a later run.
    package func unfinishedBytes(of stream: StreamID) -> Int {
        unfinished[stream]?.bytes.count ?? 0
    }

    /// The next whole records; nil when there are none before the next poll.
    ///
    /// - Parameter completeLength: How many of the first bytes are whole records.
    package func next(completeLength: (UnsafeRawBufferPointer) -> Int) -> Chunk? {
        while true {
            if let stream = unprocessed {
                unprocessed = nil
                if let chunk = fill(stream, reads: false, completeLength) { return chunk }
            } else if !closing.isEmpty {
                if let chunk = lastRecord(of: closing.removeFirst()) { return chunk }
            } else if let stream = source.pending {
                if let chunk = fill(stream, reads: true, completeLength) { return chunk }
            } else {
                return nil
            }
        }
    }

    private func note(_ events: [SourceEvent]) -> [SourceEvent] {
        for case .closed(let stream, let end) in events {
            switch end {
            case .complete: closing.append(stream)
            case .cutOff:
                let left = unfinished.removeValue(forKey: stream)
                if left?.bytes.isEmpty == false { cutOffRecords += 1 }
            }
        }
        return events
    }

    /// What stood behind the last newline of a closed stream, with a newline added.
    private func lastRecord(of stream: StreamID) -> Chunk? {
        guard let left = unfinished.removeValue(forKey: stream), !left.isSkippingLine, !left.bytes.isEmpty else {
            return nil
        }
        let memory = pool.take()
        memory.bytes.copyBytes(from: left.bytes)
        memory.bytes[left.bytes.count] = UInt8(ascii: "\n")
        return Chunk(
            source: index, stream: stream, offset: left.end - left.bytes.count, range: 0..<left.bytes.count + 1,
            isFinal: true, memory: memory, pool: pool)
    }

    /// Puts kept and new bytes of a stream together and cuts off whole records; nil if there are none.
    private func fill(
        _ stream: StreamID, reads: Bool, _ completeLength: (UnsafeRawBufferPointer) -> Int
    ) -> Chunk? {
        let memory = pool.take()
        var left = unfinished.removeValue(forKey: stream) ?? Unfinished()
        memory.bytes.copyBytes(from: left.bytes)
        var end = left.bytes.count
        while reads && end < pool.capacity {
            let space = UnsafeMutableRawBufferPointer(rebasing: memory.bytes[end..<pool.capacity])
            let got = source.read(stream, into: space)
            end += got
            if got < space.count { break }
        }
        let text = UnsafeRawBufferPointer(rebasing: memory.bytes[..<end])
        let range = wholeRecords(in: text, &left.isSkippingLine, completeLength)
        left.end = source.offset(of: stream)
        let offset = left.end - end + range.lowerBound
        left.bytes = Array(text[range.upperBound...])
        if range.upperBound < end || left.isSkippingLine { unfinished[stream] = left }
        guard !range.isEmpty else {
            pool.giveBack(memory)
            return nil
        }
        if left.bytes.count > limit.bytes { unprocessed = stream }
        return Chunk(
            source: index, stream: stream, offset: offset, range: range, isFinal: false, memory: memory, pool: pool)
    }

    /// The first run of whole records; what stands before it is dropped, what stands behind it is kept.
    private func wholeRecords(
        in text: UnsafeRawBufferPointer, _ isSkippingLine: inout Bool,
        _ completeLength: (UnsafeRawBufferPointer) -> Int
    ) -> Range<Int> {
        var start = 0
        while true {
            let rest = UnsafeRawBufferPointer(rebasing: text[start...])
            if isSkippingLine {
                guard let newline = LineLimit.firstNewline(in: rest) else { return text.count..<text.count }
                start += newline + 1
                isSkippingLine = false
                continue
            }
            let longLine = limit.firstLongLine(in: rest)
            let usable = UnsafeRawBufferPointer(rebasing: rest[..<(longLine ?? rest.count)])
            let complete = usable.isEmpty ? 0 : completeLength(usable)
            if complete > 0 { return start..<start + complete }
            if let longLine {
                // Whatever record the long line belongs to goes with it.
                start += longLine
            } else if usable.count <= limit.bytes {
                return start..<start
            }
            oversizedRecords += 1
            isSkippingLine = true
        }
    }
}
