/// Bytes that are there already, as a source: so that they are unpacked and cut like those of a file.
package final class MemorySource: ByteSource {
    private static let stream = StreamID(0)
    private let bytes: [UInt8]
    private var taken = 0
    private var isOpen = false
    private var isOver = false

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var state: SourceState { isOver ? .ended : .reading(offset: taken, size: bytes.count) }

    package func poll(now: Duration) -> [SourceEvent] {
        guard !isOpen else { return [] }
        isOpen = true
        return [.opened(Self.stream, offset: 0)]
    }

    package var pending: StreamID? { taken < bytes.count ? Self.stream : nil }

    package func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, bytes.count - taken)
        target.copyBytes(from: bytes[taken..<taken + count])
        taken += count
        return count
    }

    package func offset(of stream: StreamID) -> Int { taken }

    package func finish() -> [SourceEvent] {
        guard !isOver else { return [] }
        isOver = true
        return [.closed(Self.stream, .complete)]
    }
}
