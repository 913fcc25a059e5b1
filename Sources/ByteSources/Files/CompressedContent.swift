import CCompression

/// What a compressed file says of its content without being read: its first bytes and its size.
struct CompressedContent {
    /// As many bytes as a position keeps of a file.
    let head: [UInt8]
    /// The size of the content, modulo 2^32.
    let size: UInt32

    /// nil for other files, and for those that do not tell the size.
    init?(_ file: OpenFile, size fileSize: Int) {
        let raw = file.bytes(at: 0, count: min(fileSize, 65_536))
        guard case .found(let encoding) = raw.withUnsafeBytes({ SourceEncoding.compression(of: $0, isAll: true) })
        else {
            return nil
        }
        switch encoding {
        case .gzip:
            // A member ends with the size of its content.
            let trailer = file.bytes(at: fileSize - 4, count: 4)
            size = trailer.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        case .zstd:
            let content = ZSTD_getFrameContentSize(raw, raw.count)
            // The two highest values mean that it is not told.
            guard content < UInt64.max - 1 else { return nil }
            size = UInt32(truncatingIfNeeded: content)
        case .utf16, .carriageReturns, .documents: return nil
        }
        head = [UInt8](unsafeUninitializedCapacity: FilePosition.headLimit) { buffer, count in
            let output = UnsafeMutableRawBufferPointer(buffer)
            count = raw.withUnsafeBytes { input in
                if encoding == .gzip {
                    var gzip = GzipTranscoder()
                    return gzip.transcode(input, into: output, isEnd: false).written
                }
                var zstd = ZstdTranscoder()
                return zstd.transcode(input, into: output, isEnd: false).written
            }
        }
    }
}
