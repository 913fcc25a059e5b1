import ByteSources

/// Bytes that are there already, as a source: so that they are unpacked and cut like those of a file.
final class MemorySource: ByteSource {
    private static let stream = StreamID(0)
    private let bytes: [UInt8]
    private var taken = 0
    private var isOpen = false
    private var isOver = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var state: SourceState { isOver ? .ended : .reading(offset: taken, size: bytes.count) }

    func poll(now: Duration) -> [SourceEvent] {
        guard !isOpen else { return [] }
        isOpen = true
        return [.opened(Self.stream, offset: 0)]
    }

    var pending: StreamID? { taken < bytes.count ? Self.stream : nil }

    func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, bytes.count - taken)
        target.copyBytes(from: bytes[taken..<taken + count])
        taken += count
        return count
    }

    func offset(of stream: StreamID) -> Int { taken }

    func finish() -> [SourceEvent] {
        guard !isOver else { return [] }
        isOver = true
        return [.closed(Self.stream, .complete)]
    }
}
