import ByteSources

/// A source that has more whenever it is asked, and notes how far it is ahead of those who count.
final class FastSource: ByteSource {
    private static let stream = StreamID(0)
    private let block: [UInt8]
    private let linesOfBlock: Int
    private let blocks: Int
    private(set) var given = 0
    /// The most bytes that were given and not counted.
    private(set) var mostAhead = 0
    /// Bytes that were counted so far.
    var counted: () -> Int = { 0 }
    private var phase = Phase.new

    private enum Phase { case new, open, closed }

    /// - Parameter lines: repeated as often as it takes to give `bytes`.
    init(_ lines: [String], bytes: Int) {
        block = lines.flatMap { Array($0.utf8) + [0x0A] }
        linesOfBlock = lines.count
        blocks = bytes / block.count + 1
    }

    var lines: Int { blocks * linesOfBlock }
    var bytes: Int { blocks * block.count }
    var state: SourceState { phase == .closed ? .ended : .reading(offset: given, size: nil) }

    func poll(now: Duration) -> [SourceEvent] {
        switch phase {
        case .new:
            phase = .open
            return [.opened(Self.stream, offset: 0)]
        case .open: return given == bytes ? finish() : []
        case .closed: return []
        }
    }

    var pending: StreamID? { phase == .open && given < bytes ? Self.stream : nil }

    func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < target.count, given < bytes {
            let from = given % block.count
            let count = min(target.count - filled, block.count - from)
            UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + count])
                .copyBytes(from: block[from..<from + count])
            filled += count
            given += count
        }
        mostAhead = max(mostAhead, given - counted())
        return filled
    }

    func offset(of stream: StreamID) -> Int { given }

    func finish() -> [SourceEvent] {
        guard phase != .closed else { return [] }
        phase = .closed
        return [.closed(Self.stream, .complete)]
    }
}
