/// Finds whole lines at the start of a chunk.
enum LineFraming {
    /// Bytes up to the last line end.
    ///
    /// A chunk without any line end waits for more, until it is longer than a line may be: then all of it is given,
    /// to be rejected as too long.
    static func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        var at = bytes.count
        while at > 0 {
            if bytes[at - 1] == 0x0A { return at }
            at -= 1
        }
        return bytes.count > RecordDecoding.lineLimit ? bytes.count : 0
    }
}
