/// Undoes what stands between the bytes of one stream and its lines, having found out by looking what that is.
///
/// Encodings nest: compression, then UTF-16, then line ends, then JSON documents. What is found out of each is
/// found in the bytes that the one before gives.
final class StreamDecoder {
    /// Bytes worth looking at to find out an encoding.
    static let sniffLimit = 65_536

    /// What was found, outermost first.
    private(set) var encodings: [SourceEncoding] = []
    /// Bytes that were given behind the last stage.
    private(set) var given = 0
    /// There may be more to give without more input.
    private(set) var hasMore = false
    /// Bytes were read since the stream was last looked at in a pause.
    private(set) var hasNews = false

    private let documents: JSONDocuments
    private let capacity: Int
    private let lineLimit: LineLimit
    private var question: Question? = .compression
    private var stages: [Stage] = []
    private(set) var hasEnded = false
    /// The stream begins in the middle of a file that begins so.
    private var compressionBefore: SourceEncoding?

    /// What is yet to be found out.
    private enum Question {
        case compression, utf16, carriageReturns, documents

        var next: Question? {
            switch self {
            case .compression: .utf16
            case .utf16: .carriageReturns
            case .carriageReturns: .documents
            case .documents: nil
            }
        }
    }

    private struct Stage {
        var transcoder: any Transcoder
        let input: StageBuffer
        /// Its input has ended and it has given everything.
        var isOver = false
        var isFaultTold = false
    }

    /// - Parameters:
    ///   - capacity: Bytes of the memory it will read into, and of each stage's input.
    ///   - lineLimit: Longest record that is held back to be put on one line.
    init(documents: JSONDocuments, capacity: Int, lineLimit: LineLimit) {
        self.documents = documents
        self.capacity = capacity
        self.lineLimit = lineLimit
    }

    /// Begins in the middle of a file whose first bytes are `head`: what these are in, the rest is in.
    convenience init(documents: JSONDocuments, capacity: Int, lineLimit: LineLimit, head: [UInt8]) {
        self.init(documents: documents, capacity: capacity, lineLimit: lineLimit)
        guard !head.isEmpty else { return }
        // Larger than what comes of the head, so that it is not taken for all there is.
        let pilot = StreamDecoder(documents: documents, capacity: 4 * head.count, lineLimit: lineLimit)
        _ = pilot.decode(head)
        if let outermost = pilot.encodings.first, outermost.isCompression {
            // Another member may begin here; what it holds is found out from it.
            compressionBefore = outermost
            return
        }
        for encoding in pilot.encodings {
            enter(makeTranscoder(encoding, byteOrder: head.first == 0xFF ? .littleEndian : .bigEndian), encoding)
        }
        question = nil
    }

    /// True where the bytes are given as they are.
    var isStraight: Bool { stages.isEmpty }

    /// True once nothing is left to be found out.
    var isSettled: Bool { question == nil }

    /// No more input will come.
    func end() {
        hasEnded = true
        hasNews = true
    }

    /// Fills memory, of which the first `kept` bytes were given before, from what `source` reads.
    ///
    /// Until it is settled, give back all of `memory` as kept bytes the next time.
    ///
    /// - Parameters:
    ///   - isPaused: The source has nothing for now.
    ///   - source: Reads into memory; 0 where nothing is to be read. Called once more only while nothing came of it.
    /// - Returns: Bytes in memory now.
    func read(
        into memory: UnsafeMutableRawBufferPointer, keeping kept: Int, isPaused: Bool = false,
        from source: (UnsafeMutableRawBufferPointer) -> Int
    ) -> Int {
        if isPaused { hasNews = false }
        var filled = kept
        while true {
            let old = filled
            fill(memory, &filled, source)
            if !isPaused && filled > old { hasNews = true }
            given += filled - old
            if isSettled { return filled }
            let isAll = filled == memory.count || filled >= Self.sniffLimit || hasEnded && !hasMore
            let bytes = UnsafeRawBufferPointer(rebasing: memory[..<filled])
            guard look(bytes, isAll: isAll, isPaused: isPaused) else { return filled }
            given = 0
            filled = 0
        }
    }

    /// Faults that were not returned before.
    func newFaults() -> [TranscodingFault] {
        stages.indices.compactMap { index in
            guard !stages[index].isFaultTold, let fault = stages[index].transcoder.fault else { return nil }
            stages[index].isFaultTold = true
            return fault
        }
    }

    // MARK: Reading

    private func fill(
        _ memory: UnsafeMutableRawBufferPointer, _ filled: inout Int, _ source: (UnsafeMutableRawBufferPointer) -> Int
    ) {
        while filled < memory.count {
            let space = UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
            let got = stages.isEmpty ? source(space) : pull(stages.count - 1, into: space, mayRead: true, source)
            filled += got
            hasMore = !stages.isEmpty && got == space.count
            if got < space.count { break }
        }
    }

    /// Fills `target` from a stage, as far as its input goes; reads only where nothing could be given otherwise.
    private func pull(
        _ index: Int, into target: UnsafeMutableRawBufferPointer, mayRead: Bool,
        _ source: (UnsafeMutableRawBufferPointer) -> Int
    ) -> Int {
        var written = 0
        while written < target.count && !stages[index].isOver {
            let input = stages[index].input
            let isEnd = index == 0 ? hasEnded : stages[index - 1].isOver
            let space = UnsafeMutableRawBufferPointer(rebasing: target[written...])
            let done = stages[index].transcoder.transcode(input.bytes, into: space, isEnd: isEnd)
            input.drop(done.taken)
            written += done.written
            if done.written == space.count { break }
            guard input.bytes.isEmpty else {
                if done == Transcoded() { break }
                continue
            }
            if isEnd {
                stages[index].isOver = true
                break
            }
            let reads = mayRead && written == 0
            let got: Int
            if index == 0 {
                got = reads ? source(input.space) : 0
            } else {
                got = pull(index - 1, into: input.space, mayRead: reads, source)
            }
            input.fill(got)
            let hasJustEnded = index > 0 && stages[index - 1].isOver
            if got == 0 && !hasJustEnded { break }
        }
        return written
    }

    // MARK: Finding out

    /// Looks at all bytes given so far; true if a stage was found, which has taken them as its input.
    private func look(_ bytes: UnsafeRawBufferPointer, isAll: Bool, isPaused: Bool) -> Bool {
        while let asked = question {
            let answer = answer(asked, bytes, isAll: isAll, isPaused: isPaused)
            if case .undecided = answer { return false }
            question = asked.next
            guard case .found((let transcoder, let encoding)) = answer else { continue }
            let input = enter(transcoder, encoding)
            input.space.copyMemory(from: bytes)
            input.fill(bytes.count)
            return true
        }
        return false
    }

    @discardableResult
    private func enter(_ transcoder: any Transcoder, _ encoding: SourceEncoding) -> StageBuffer {
        let input = StageBuffer(capacity: capacity)
        stages.append(Stage(transcoder: transcoder, input: input))
        encodings.append(encoding)
        return input
    }

    private func answer(
        _ question: Question, _ bytes: UnsafeRawBufferPointer, isAll: Bool, isPaused: Bool
    ) -> Sniffed<(any Transcoder, SourceEncoding)> {
        switch question {
        case .compression:
            let answer = SourceEncoding.compression(of: bytes, isAll: isAll)
            if case .nothing = answer, let compressionBefore {
                return .found((DiscardingTranscoder(compressionBefore), compressionBefore))
            }
            return answer.map { (makeTranscoder($0), $0) }
        case .utf16:
            return UTF16Transcoder.sniff(bytes, isAll: isAll).map { (makeTranscoder(.utf16, byteOrder: $0), .utf16) }
        case .carriageReturns:
            let answer = CarriageReturnTranscoder.sniff(bytes, isAll: isAll, isPaused: isPaused)
            // Documents on one line may go on without an end of the line for ever.
            if isPaused, case .undecided = answer, case .found = sniffDocuments(bytes, isAll: false) { return .nothing }
            return answer.map { (makeTranscoder(.carriageReturns), .carriageReturns) }
        case .documents:
            return sniffDocuments(bytes, isAll: isAll).map { (makeTranscoder(.documents), .documents) }
        }
    }

    private func makeTranscoder(
        _ encoding: SourceEncoding, byteOrder: UTF16Transcoder.ByteOrder = .littleEndian
    ) -> any Transcoder {
        switch encoding {
        case .gzip: GzipTranscoder()
        case .zstd: ZstdTranscoder()
        case .utf16: UTF16Transcoder(byteOrder)
        case .carriageReturns: CarriageReturnTranscoder()
        case .documents: JSONDocumentTranscoder(limit: lineLimit)
        }
    }

    private func sniffDocuments(_ bytes: UnsafeRawBufferPointer, isAll: Bool) -> Sniffed<Void> {
        switch documents {
        case .automatic: JSONDocuments.sniff(bytes, isAll: isAll)
        case .always: .found(())
        case .never: .nothing
        }
    }

    /// What comes of bytes that are there as a whole; their encodings are known afterwards.
    func decode(_ bytes: [UInt8]) -> [UInt8] {
        var rest = bytes[...]
        return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
            filled = read(into: UnsafeMutableRawBufferPointer(buffer), keeping: 0, isPaused: true) { space in
                let taken = rest.prefix(space.count)
                space.copyBytes(from: taken)
                rest = rest.dropFirst(taken.count)
                return taken.count
            }
        }
    }
}
