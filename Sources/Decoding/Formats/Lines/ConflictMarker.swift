/// The lines that a version control system leaves between the two sides of an unsettled merge.
enum ConflictMarker {
    /// Whether a line, without its line end, is one: `<<<<<<< ours`, `=======` alone, `>>>>>>> theirs`, and the `||||||| base` of
    /// three-sided merges unless bars separate the fields.
    @inline(__always)
    static func isLine(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int, delimiter: UInt8 = 0) -> Bool {
        guard end &- start >= 7 else { return false }
        let sign = text[start]
        guard sign == 0x3C || sign == 0x3D || sign == 0x3E || sign == 0x7C, sign != delimiter else { return false }
        return isRun(of: sign, text, start, end)
    }

    /// The same for a sampled line, which may end with CR.
    static func isLine(_ line: ArraySlice<UInt8>) -> Bool {
        line.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return false }
            return isLine(text, from: 0, to: buffer.last == 0x0D ? buffer.count - 1 : buffer.count)
        }
    }

    private static func isRun(of sign: UInt8, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<start + 7 where text[index] != sign { return false }
        // Git also writes markers without a name behind them.
        if end - start == 7 { return true }
        return sign != 0x3D && text[start + 7] == 0x20
    }
}
