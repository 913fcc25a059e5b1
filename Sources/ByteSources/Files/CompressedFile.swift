/// What is in a compressed file, compared with what was read of another.
struct CompressedFile {
    private static let step = 262_144
    private let file: OpenFile
    private let encoding: SourceEncoding

    /// nil for a file that is not compressed.
    init?(_ file: OpenFile) {
        let magic = file.bytes(at: 0, count: 4)
        guard case .found(let encoding) = magic.withUnsafeBytes({ SourceEncoding.compression(of: $0, isAll: true) })
        else { return nil }
        self.file = file
        self.encoding = encoding
    }

    /// How much of a file the content holds.
    enum Comparison {
        case other
        /// All that was read, and nothing more.
        case same
        /// All that was read, and more behind it.
        case more
    }

    /// The first bytes, as many as a position keeps.
    func head() -> [UInt8] {
        var head: [UInt8] = []
        forEachPart { part in
            head += part.prefix(FilePosition.headLimit - head.count)
            return head.count < FilePosition.headLimit
        }
        return head
    }

    /// Compares with what was read of a file up to a position.
    ///
    /// - Complexity: Decompresses as much as was read, if the beginnings are alike.
    func compare(with position: FilePosition) -> Comparison {
        guard !position.head.isEmpty, head().starts(with: position.head) else { return .other }
        var length = 0
        var tail: [UInt8] = []
        forEachPart { part in
            let before = part.prefix(position.offset - length)
            tail = (tail + before.suffix(FilePosition.tailLimit)).suffix(FilePosition.tailLimit)
            length += part.count
            return length <= position.offset
        }
        guard length >= position.offset, tail == position.tail else { return .other }
        return length > position.offset ? .more : .same
    }

    /// True if it begins with all that was read of a file up to a position.
    func holds(_ position: FilePosition) -> Bool {
        compare(with: position) != .other
    }

    /// True if it begins with all that is in a file now.
    func holdsAll(of other: OpenFile) -> Bool {
        guard let facts = try? other.facts(), facts.kind == .regular else { return false }
        return holds(FilePosition(of: other, facts: facts, offset: facts.size))
    }

    /// True if a file holds all that is in it now, as the one does that it was made of.
    ///
    /// - Complexity: Decompresses all of it, if the beginnings are alike.
    func isPart(of other: OpenFile) -> Bool {
        guard let facts = try? other.facts(), facts.kind == .regular, facts.size > 0 else { return false }
        let head = head()
        guard !head.isEmpty, other.bytes(at: 0, count: head.count) == head else { return false }
        var length = 0
        var tail: [UInt8] = []
        forEachPart { part in
            length += part.count
            tail = (tail + part.suffix(FilePosition.tailLimit)).suffix(FilePosition.tailLimit)
            return length <= facts.size
        }
        return length <= facts.size && other.bytes(at: length - tail.count, count: tail.count) == tail
    }

    /// The name that a compressed file had before; nil for other names.
    static func uncompressedName(of path: String) -> String? {
        for ending in [".gz", ".zst"] where path.hasSuffix(ending) { return String(path.dropLast(ending.count)) }
        return nil
    }

    /// Decompresses part by part, until `body` returns false or there is no more.
    private func forEachPart(_ body: (UnsafeRawBufferPointer) -> Bool) {
        var transcoder: any Transcoder = encoding == .gzip ? GzipTranscoder() : ZstdTranscoder()
        var offset = 0
        withUnsafeTemporaryAllocation(byteCount: Self.step, alignment: 16) { output in
            while true {
                let input = file.bytes(at: offset, count: Self.step)
                offset += input.count
                var taken = 0
                var isFull = false
                while taken < input.count || isFull {
                    let done = input.withUnsafeBytes { input in
                        let rest = UnsafeRawBufferPointer(rebasing: input[taken...])
                        return transcoder.transcode(rest, into: output, isEnd: false)
                    }
                    taken += done.taken
                    isFull = done.written == output.count
                    guard done.written == 0 || body(UnsafeRawBufferPointer(rebasing: output[..<done.written])) else {
                        return
                    }
                    if done == Transcoded() { break }
                }
                if input.count < Self.step { return }
            }
        }
    }
}
