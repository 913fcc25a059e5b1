extension UnsafeMutablePointer where Pointee: FixedWidthInteger {
    /// New memory for `count` zeros; the owner deallocates it.
    static func zeroed(_ count: Int) -> UnsafeMutablePointer {
        let memory = allocate(capacity: count)
        memory.initialize(repeating: 0, count: count)
        return memory
    }
}
