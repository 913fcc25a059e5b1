/// Finds whole lines at the start of a chunk.
enum LineFraming {
    /// Bytes up to the last line end.
    ///
    /// A chunk without any line end waits for more, until it is longer than a line may be: then all of it is given,
    /// to be rejected as too long.
    ///
    /// - Parameter limit: Bytes of the longest line.
    static func completeLength(of bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
        var at = bytes.count
        while at > 0 {
            if bytes[at - 1] == 0x0A { return at }
            at -= 1
        }
        return bytes.count > limit ? bytes.count : 0
    }
}
