import Glibc

/// The first bytes of a file as its lines are made of: not compressed, in UTF-8, one record a line.
package enum DecodedBeginning {
    /// Reads from the start of the file, wherever it is read elsewhere.
    ///
    /// - Parameters:
    ///   - limit: Bytes returned at most, up to 4 MiB.
    ///   - lineLimit: Longest record of a JSON document that is put on one line.
    /// - Returns: Fewer bytes where the file is short or damaged; nil when it cannot be opened or is no regular file.
    package static func bytes(
        of path: String, limit: Int, documents: JSONDocuments = .automatic, lineLimit: LineLimit = LineLimit()
    ) -> [UInt8]? {
        beginning(path, limit: limit, documents: documents, lineLimit: lineLimit)?.bytes
    }

    /// The same, with what of it could not be undone.
    package static func beginning(
        _ path: String, limit: Int, documents: JSONDocuments = .automatic, lineLimit: LineLimit = LineLimit()
    ) -> (bytes: [UInt8], faults: [TranscodingFault])? {
        // What is read of a pipe is gone from it.
        guard let facts = try? FileFacts(path: path), facts.kind == .regular else { return nil }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let capacity = min(max(1, limit), 4 << 20)
        let decoder = StreamDecoder(documents: documents, capacity: capacity, lineLimit: lineLimit)
        var isOver = false
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
            let memory = UnsafeMutableRawBufferPointer(buffer)
            while filled < capacity {
                let before = filled
                filled = decoder.read(into: memory, keeping: filled, isPaused: isOver) { space in
                    let got = isOver ? 0 : readFile(descriptor, into: space)
                    if got == 0 { isOver = true }
                    return got
                }
                guard filled == before else { continue }
                if isOver && decoder.hasEnded { return }
                if isOver { decoder.end() }
            }
        }
        return (bytes, decoder.newFaults())
    }

    /// The same from the first record on, as a reader gives it: without a hole and without lines over the limit before that.
    ///
    /// - Returns: nil also where there is nothing else in so many bytes, though there may be behind them.
    package static func records(of path: String, limit: Int, lineLimit: LineLimit) -> [UInt8]? {
        guard let bytes = bytes(of: path, limit: limit, lineLimit: lineLimit) else { return nil }
        if bytes.isEmpty { return [] }
        var cutter = RecordCutter(limit: lineLimit, isAtBeginning: true)
        var losses = RecordCutter.Losses()
        let first = bytes.withUnsafeBytes { cutter.wholeRecords(in: $0, &losses) { bytes, _ in bytes.count } }
        return first.isEmpty ? nil : Array(bytes[first.lowerBound...])
    }

    private static func readFile(_ descriptor: Int32, into space: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let got = read(descriptor, space.baseAddress, space.count)
            if got < 0 && errno == EINTR { continue }
            return max(0, got)
        }
    }
}
