import ByteSources
import DemoShop

/// The demo shop as a source: what happened so far at once, then in its own time.
final class DemoSource: ByteSource {
    private static let stream = StreamID(0)
    private var shop: DemoShop
    private let begin: Int64
    private let wallClock: () -> Int64
    private var waiting: [UInt8] = []
    private var taken = 0
    private var delivered = 0
    private var next: DemoEvent?
    /// The shop's time up to which there are lines.
    private var reached: Int64
    private var isOpen = false

    /// - Parameters:
    ///   - begin: the shop's first moment.
    ///   - wallClock: microseconds since 1970, as `begin`.
    init(_ shop: DemoShop, begin: Int64, wallClock: @escaping () -> Int64) {
        self.shop = shop
        self.begin = begin
        reached = begin
        self.wallClock = wallClock
    }

    /// In seconds of the shop's time instead of bytes: what has happened so far is being read until it is now.
    var state: SourceState {
        let now = wallClock()
        let reached = min(reached, now)
        let isBehind = taken < waiting.count || now - reached > 5_000_000
        let size = Int((now - begin) / 1_000_000)
        return .reading(offset: isBehind ? min(size - 1, Int((reached - begin) / 1_000_000)) : size, size: size)
    }

    func poll(now: Duration) -> [SourceEvent] {
        fill()
        guard !isOpen else { return [] }
        isOpen = true
        return [.opened(Self.stream, offset: 0)]
    }

    /// Makes the lines whose time has come, a megabyte at most.
    private func fill() {
        if taken > 1 << 16 {
            waiting.removeFirst(taken)
            taken = 0
        }
        let now = wallClock()
        while waiting.count - taken < 1 << 20 {
            let event = next ?? shop.next()
            reached = event.timeMicroseconds
            guard event.timeMicroseconds <= now else {
                next = event
                return
            }
            next = nil
            event.append(to: &waiting)
        }
    }

    var pending: StreamID? { taken < waiting.count ? Self.stream : nil }

    func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, waiting.count - taken)
        target.copyBytes(from: waiting[taken..<taken + count])
        taken += count
        delivered += count
        return count
    }

    func offset(of stream: StreamID) -> Int { delivered }

    func finish() -> [SourceEvent] { [.closed(Self.stream, .complete)] }
}
