/// Cuts whole records off the text of one stream; what is over the limit is left out and counted.
struct RecordCutter {
    /// What was left out so far.
    struct Losses {
        private static let mostBeginnings = 10
        private static let beginningLength = 200

        private(set) var oversizedRecords = 0
        /// First bytes of the first oversized records that nobody has taken note of yet.
        var oversizedBeginnings: [[UInt8]] = []
        var holeBytes = 0

        /// - Parameter text: begins with the record.
        mutating func addOversized(_ text: UnsafeRawBufferPointer) {
            oversizedRecords += 1
            guard oversizedBeginnings.count < Self.mostBeginnings else { return }
            oversizedBeginnings.append(Array(text.prefix(Self.beginningLength)))
        }
    }

    let limit: LineLimit
    /// In a line over the limit.
    private(set) var isSkippingLine = false
    /// In a run of NUL bytes. A program that goes on writing to a file that was emptied leaves one at its start.
    private(set) var isSkippingHole: Bool

    /// - Parameter isAtBeginning: The text is that of a file from its first byte on.
    init(limit: LineLimit, isAtBeginning: Bool) {
        self.limit = limit
        isSkippingHole = isAtBeginning
    }

    /// The first run of whole records; what stands before it is dropped, what stands behind it is to be kept.
    ///
    /// - Parameter completeLength: see `ChunkReader.next`.
    mutating func wholeRecords(
        in text: UnsafeRawBufferPointer, _ losses: inout Losses,
        _ completeLength: (UnsafeRawBufferPointer, Bool) -> Int?
    ) -> Range<Int> {
        var start = 0
        while true {
            if isSkippingHole {
                skipHole(text, &start, &losses)
                if isSkippingHole { return text.count..<text.count }
            }
            let rest = UnsafeRawBufferPointer(rebasing: text[start...])
            if isSkippingLine {
                guard let newline = LineLimit.firstNewline(in: rest) else { return text.count..<text.count }
                start += newline + 1
                isSkippingLine = false
                continue
            }
            let longLine = limit.firstLongLine(in: rest)
            let usable = UnsafeRawBufferPointer(rebasing: rest[..<(longLine ?? rest.count)])
            guard let complete = usable.isEmpty ? 0 : completeLength(usable, longLine != nil) else {
                return start..<start
            }
            if complete > 0 { return start..<start + complete }
            if let longLine {
                // Whatever record the long line belongs to goes with it.
                start += longLine
                if text[start] == 0 {
                    isSkippingHole = true
                    continue
                }
            } else if usable.count <= limit.bytes {
                return start..<start
            }
            losses.addOversized(UnsafeRawBufferPointer(rebasing: text[start...]))
            isSkippingLine = true
        }
    }

    private mutating func skipHole(_ text: UnsafeRawBufferPointer, _ start: inout Int, _ losses: inout Losses) {
        let length = text[start...].prefix { $0 == 0 }.count
        start += length
        losses.holeBytes += length
        isSkippingHole = start == text.count
    }
}
