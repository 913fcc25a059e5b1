/// Bytes on their way to a stage, in memory that is taken once.
final class StageBuffer {
    private let memory: UnsafeMutableRawBufferPointer
    private var begin = 0
    private var end = 0

    init(capacity: Int) {
        memory = .allocate(byteCount: max(1, capacity), alignment: 64)
    }

    deinit {
        memory.deallocate()
    }

    /// The bytes that wait.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[begin..<end]) }

    /// Forgets the first bytes.
    func drop(_ count: Int) {
        begin += count
        if begin == end {
            begin = 0
            end = 0
        }
    }

    /// Free memory, not empty, of a buffer in which nothing waits; say with `fill` how much was used.
    var space: UnsafeMutableRawBufferPointer { memory }

    /// Says that so many bytes were put into `space`.
    func fill(_ count: Int) {
        begin = 0
        end = count
    }
}
