import Synchronization

/// Memory for chunks, used again and again; shared by any number of readers.
package final class ChunkPool: Sendable {
    /// Bytes that can be read behind the last byte of a chunk.
    package static let padding = 64
    /// Payload of a buffer in bytes.
    package let capacity: Int
    private let maximumFree: Int
    private let state = Mutex(State())

    private struct State {
        var free: [Memory] = []
        /// Blocks that exist.
        var count = 0
        var peak = 0
    }

    /// One block, payload and padding, aligned to 64 bytes and never uninitialized.
    struct Memory: @unchecked Sendable {
        // Unchecked because a block has one owner at a time: the pool under its mutex, a reader, or a chunk.
        let bytes: UnsafeMutableRawBufferPointer
    }

    /// - Parameters:
    ///   - capacity: Payload of a chunk in bytes.
    ///   - maximumFree: Blocks kept for later; those beyond it are returned to the system.
    package init(capacity: Int = 1 << 20, maximumFree: Int = 4) {
        self.capacity = max(1, capacity)
        self.maximumFree = maximumFree
    }

    deinit {
        state.withLock { state in
            for block in state.free { block.bytes.deallocate() }
        }
    }

    /// The most memory that its blocks took at a time, in bytes.
    package var peakBytes: Int { state.withLock { $0.peak } * (capacity + Self.padding) }

    func take() -> Memory {
        let kept = state.withLock { state -> Memory? in
            if let block = state.free.popLast() { return block }
            state.count += 1
            state.peak = max(state.peak, state.count)
            return nil
        }
        if let kept { return kept }
        let size = capacity + Self.padding
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        return Memory(bytes: bytes)
    }

    func giveBack(_ block: Memory) {
        let isKept = state.withLock { state in
            guard state.free.count < maximumFree else {
                state.count -= 1
                return false
            }
            state.free.append(block)
            return true
        }
        if !isKept { block.bytes.deallocate() }
    }
}
