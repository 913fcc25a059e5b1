/// One run of bytes in order: one generation of a file, or a pipe. Numbers are unique within their source.
package struct StreamID: Sendable, Hashable, Comparable {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package static func < (left: StreamID, right: StreamID) -> Bool {
        left.number < right.number
    }
}

/// What happened to a source between two polls.
package enum SourceEvent: Sendable, Hashable {
    /// A stream begins, at this byte offset of its file.
    case opened(StreamID, offset: Int)
    /// The path now names another file; the old one is still read until it is quiet.
    case rotated
    /// The file was copied and emptied; the rest of the old content is read from the copy, in the same stream.
    case copiedAndTruncated(StreamID)
    /// The file was emptied or rewritten, or is gone when a tail goes on with it in another process; so many bytes that
    /// were seen on disk are gone unread. Follows at most once on a stream.
    case truncated(StreamID, unreadBytes: Int)
    /// No more bytes will come from this stream.
    case closed(StreamID, StreamEnd)
    /// Nothing to read at the path for now; sent once per reason.
    case waiting(ByteSourceError)
    /// The path names something that will not be read; sent once per reason.
    case refused(ByteSourceError)
}

/// What to make of an unfinished record when its stream closes.
package enum StreamEnd: Sendable, Hashable {
    /// All bytes were delivered: what is left is the last record.
    case complete
    /// The bytes that would have followed are gone: what is left is half a record.
    case cutOff
    /// Another stream goes on behind the last whole record: what is left is read there again.
    case continued
}

/// How much of a stream was delivered as whole records.
package struct StreamProgress: Sendable, Hashable {
    /// Behind the last whole record: offset in the file or, if `isDecoded`, decoded bytes since the stream's beginning.
    package var delivered: Int
    /// Bytes behind it that were read and are kept until their record is whole.
    package var unfinished: Int
    package var isDecoded: Bool

    package init(delivered: Int, unfinished: Int = 0, isDecoded: Bool = false) {
        self.delivered = delivered
        self.unfinished = unfinished
        self.isDecoded = isDecoded
    }
}

/// A source of bytes, polled and read by one queue.
package protocol ByteSource: AnyObject {
    /// Looks for changes and returns what happened, oldest first. Does not wait.
    ///
    /// - Parameter now: Monotonic time since any fixed point.
    func poll(now: Duration) -> [SourceEvent]

    /// The stream to read next; nil when there is nothing to read before the next poll.
    var pending: StreamID? { get }

    /// Reads the next bytes of a stream; 0 when it has none for now. Only standard input may wait here.
    func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int

    /// Offset in its file of the next byte that `read` returns.
    func offset(of stream: StreamID) -> Int

    /// The first bytes of the stream's file, where it is known; looked at where reading begins further on.
    func head(of stream: StreamID) -> [UInt8]

    /// Decoded bytes to leave out at the beginning of a stream, because they were taken before.
    func decodedStart(of stream: StreamID) -> Int

    /// Takes note of what the reader has delivered of a stream, to go on behind it in another stream or process.
    func note(_ progress: StreamProgress, of stream: StreamID)

    /// Closes every stream, for input that is not followed; call when `pending` is nil.
    func finish() -> [SourceEvent]

    /// Where the source stands now.
    var state: SourceState { get }
}

extension ByteSource {
    package func head(of stream: StreamID) -> [UInt8] { [] }
    package func decodedStart(of stream: StreamID) -> Int { 0 }
    package func note(_ progress: StreamProgress, of stream: StreamID) {}
}

/// Where a source stands.
package enum SourceState: Sendable, Hashable {
    /// Nothing to read at the path; the reason.
    case waiting(ByteSourceError)
    /// Bytes known to be there, read so far and in all; size nil for pipes.
    case reading(offset: Int, size: Int?)
    /// Closed; nothing more will come.
    case ended
    /// Will not be read; the reason.
    case refused(ByteSourceError)
}

/// Where the first file of a source begins to be read. Files that appear later are read from their start.
///
/// A compressed file is read from its start too, or not at all where the end was asked for: only what is appended to
/// it as another member or frame is read then.
package enum StartPosition: Sendable, Hashable {
    case beginning
    /// Behind the last whole line.
    case end
    /// At the first line that starts inside the last so many bytes.
    case last(bytes: Int)
}
