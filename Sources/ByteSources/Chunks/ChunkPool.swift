import Synchronization

/// Memory for chunks, used again and again; shared by any number of readers.
package final class ChunkPool: Sendable {
    /// Bytes that can be read behind the last byte of a chunk.
    package static let padding = 64
    /// Payload of a buffer in bytes.
    package let capacity: Int
    private let maximumFree: Int
    private let free = Mutex<[Memory]>([])

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
        free.withLock { blocks in
            for block in blocks { block.bytes.deallocate() }
        }
    }

    func take() -> Memory {
        if let block = free.withLock({ $0.popLast() }) { return block }
        let size = capacity + Self.padding
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        return Memory(bytes: bytes)
    }

    func giveBack(_ block: Memory) {
        let isKept = free.withLock { blocks in
            guard blocks.count < maximumFree else { return false }
            blocks.append(block)
            return true
        }
        if !isKept { block.bytes.deallocate() }
    }
}
