import ByteSources
import DemoShop

/// The demo shop as a source: what happened so far at once, then in its own time.
final class DemoSource: ByteSource {
    private static let stream = StreamID(0)
    private var shop: DemoShop
    private let wallClock: () -> Int64
    private var waiting: [UInt8] = []
    private var taken = 0
    private var delivered = 0
    private var next: DemoEvent?
    private var isOpen = false

    /// - Parameter wallClock: microseconds since 1970.
    init(_ shop: DemoShop, wallClock: @escaping () -> Int64) {
        self.shop = shop
        self.wallClock = wallClock
    }

    var state: SourceState { .reading(offset: delivered, size: nil) }

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
