import Analytics
import ByteSources
import Decoding
import Dispatch

/// One input on its way from bytes to batches: its reader, what was found out about it, and its counts.
final class Input {
    /// Chunks of one input that may be decoded at once.
    private static let slotCount = 3
    /// Smaller chunks are decoded at once.
    private static let smallChunk = 64 * 1024
    /// Rejected lines kept to show.
    private static let exampleLimit = 10

    let path: String
    let reader: ChunkReader
    private(set) var schema: InputSchema?
    private(set) var failure: DetectionError?
    private(set) var counts: SourceSnapshot.Input
    /// Events of known bots, left out.
    private(set) var bots = 0
    private(set) var rejected: [RejectReason: Int] = [:]
    private(set) var examples: [RejectedLine] = []
    /// Decoded and not yet given to the aggregates, where inputs are merged by time.
    var pending: PendingRows?
    /// Where to stop, in bytes of records: the end of an earlier reading.
    var byteLimit = Int.max
    private let settings: IntakeSettings
    private let projection: Projection
    private let numbers: DecoderNumbers
    private var framing: (any RecordDecoder)?
    private var slots: [DecodeSlot] = []
    private var nextSlot = 0
    /// With the lines that the reader dropped before each.
    private var inFlight: [(slot: DecodeSlot, dropped: Int)] = []
    private var droppedLines = 0
    private var begunStreams: Set<StreamID> = []
    private var hasFinished = false
    private var mayHaveMore = true
    /// Bytes in which the schema was found.
    private var sampledBytes = Int.max

    convenience init(
        path: String, source: any ByteSource, index: Int, pool: ChunkPool, settings: IntakeSettings,
        projection: Projection, numbers: DecoderNumbers
    ) {
        self.init(
            path: path, reader: ChunkReader(source, index: index, pool: pool), settings: settings,
            projection: projection, numbers: numbers)
    }

    private init(
        path: String, reader: ChunkReader, settings: IntakeSettings, projection: Projection, numbers: DecoderNumbers
    ) {
        self.path = path
        self.reader = reader
        if let format = settings.description.format, !format.isJSON { reader.documents = .never }
        self.settings = settings
        self.projection = projection
        self.numbers = numbers
        counts = SourceSnapshot.Input(path: path, format: "", state: .waiting)
    }

    // MARK: Reading

    func poll(now: Duration) {
        note(reader.poll(now: now))
        mayHaveMore = true
    }

    /// Nothing more is waited for: what is unfinished is delivered.
    func finish() {
        guard !hasFinished else { return }
        hasFinished = true
        note(reader.finish())
        settings.look?.finish(path)
        mayHaveMore = true
    }

    private func note(_ events: [SourceEvent]) {
        for event in events {
            switch event {
            case .rotated: counts.rotations += 1
            case .truncated, .copiedAndTruncated: counts.truncations += 1
            case .opened, .closed, .waiting, .refused: break
            }
        }
    }

    /// Begins to decode the next chunks, until as many are under way as there are decoders.
    ///
    /// - Returns: true if anything is under way.
    func advance(on queue: DispatchQueue) -> Bool {
        while mayHaveMore, inFlight.count < Input.slotCount {
            guard counts.bytes < byteLimit, let chunk = reader.next(completeLength: wholeRecords) else {
                mayHaveMore = false
                break
            }
            let used = min(chunk.count, byteLimit - counts.bytes)
            counts.bytes += used
            if let look = settings.look {
                chunk.withBytes { look.add(UnsafeRawBufferPointer(rebasing: $0[..<used]), of: path) }
            }
            // A file of one line without its end comes whole, when it is over.
            if slots.isEmpty, failure == nil { chunk.withBytes { detect($0) } }
            guard !slots.isEmpty else { continue }
            let slot = slots[nextSlot]
            nextSlot = (nextSlot + 1) % slots.count
            if let layout = (framing as? any LayoutFollowing)?.layoutOfNextRun() { slot.adopt(layout: layout) }
            let header = headerLength(of: chunk)
            if chunk.count < Input.smallChunk {
                slot.decode(chunk, header..<used)
            } else {
                slot.begin(chunk, header..<used, on: queue)
            }
            inFlight.append((slot, reader.oversizedRecords - droppedLines))
            droppedLines = reader.oversizedRecords
        }
        return !inFlight.isEmpty
    }

    /// The oldest batch under way, waited for and counted; nil when nothing is under way.
    func takeBatch() -> EventBatch? {
        guard !inFlight.isEmpty else { return nil }
        let (slot, dropped) = inFlight.removeFirst()
        var batch = slot.take()
        counts.lines += dropped
        let tally = batch.tally
        if schema?.mapping.time == nil {
            // Decoders number the lines of their call; these are the lines before it.
            for row in batch.times.indices { batch.times[row] += Int64(counts.lines) }
        }
        bots += tally.bots
        for example in tally.examples where examples.count < Input.exampleLimit {
            examples.append(
                RejectedLine(line: counts.lines + example.line, reason: example.reason, text: example.text))
        }
        counts.lines += tally.lines
        counts.events += batch.times.count
        for (reason, number) in tally.rejected {
            rejected[reason, default: 0] += number
            counts.rejected += number
        }
        return batch
    }

    /// Bytes of names and marks that begin a stream, their lines counted.
    private func headerLength(of chunk: Chunk) -> Int {
        guard begunStreams.insert(chunk.stream).inserted, chunk.offset == 0, let schema else { return 0 }
        let header = min(schema.headerLength, min(chunk.count, byteLimit))
        chunk.withBytes { bytes in
            counts.lines += bytes[..<header].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        }
        return header
    }

    // MARK: Finding out the format

    private func wholeRecords(_ bytes: UnsafeRawBufferPointer) -> Int {
        if schema == nil, failure == nil { detect(bytes) }
        if let framing { return framing.completeLength(of: bytes) }
        // What cannot be understood is taken and dropped, so that the source does not fill up.
        return failure == nil ? 0 : bytes.count
    }

    /// Finds out the format as soon as there is a whole line, or as much as is worth looking at.
    private func detect(_ bytes: UnsafeRawBufferPointer) {
        if !reader.isDecoded(StreamID(0)), reader.source.offset(of: StreamID(0)) > bytes.count,
            let beginning = DecodedBeginning.bytes(of: path, limit: FormatDetection.sampleLimit)
        {
            settle(beginning)
            return
        }
        let sample = Array(bytes.prefix(FormatDetection.sampleLimit))
        guard sample.contains(0x0A) || sample.count >= FormatDetection.sampleLimit || hasFinished else { return }
        settle(sample)
    }

    /// What is read first is not the beginning of the file.
    private var startsLate: Bool {
        switch settings.start {
        case .beginning: false
        case .end, .last: true
        }
    }

    private func settle(_ sample: [UInt8]) {
        sampledBytes = sample.count
        switch detect(sample) {
        case .success(let schema): use(schema)
        case .failure(.empty): if hasFinished { failure = .empty }
        case .failure(let error): failure = error
        }
    }

    /// What a beginning of the input shows.
    func detect(_ sample: [UInt8]) -> Result<InputSchema, DetectionError> {
        settings.memory.detect(
            sample: sample, description: settings.description, fileName: path, timeZone: settings.timeZone)
    }

    private func use(_ schema: InputSchema) {
        self.schema = schema
        counts.format = schema.format.rawValue
        if let look = settings.look {
            let (memory, description, timeZone, path) = (settings.memory, settings.description, settings.timeZone, path)
            look.begin(
                path, schema: schema, beginsAtStart: begunStreams.isEmpty && !startsLate, sampled: sampledBytes
            ) { try? memory.detect(sample: $0, description: description, fileName: path, timeZone: timeZone).get() }
        }
        counts.isInLineOrder = schema.mapping.time == nil
        framing = DecoderFactory.makeDecoder(schema: schema, projection: projection, number: -1)
        for _ in 0..<Input.slotCount {
            let number = numbers.next()
            slots.append(
                DecodeSlot(
                    DecoderFactory.makeDecoder(schema: schema, projection: projection, number: number),
                    projection: projection, number: number))
        }
    }

    /// This input, read on from where it stands for other columns. Batches under way are dropped.
    func continued(projection: Projection, numbers: DecoderNumbers) -> Input {
        while takeBatch() != nil {}
        let next = Input(path: path, reader: reader, settings: settings, projection: projection, numbers: numbers)
        next.counts = counts
        next.rejected = rejected
        next.bots = bots
        next.droppedLines = droppedLines
        next.examples = examples
        next.failure = failure
        next.begunStreams = begunStreams
        next.hasFinished = hasFinished
        if let schema { next.use(schema) }
        if let layout = (framing as? any LayoutFollowing)?.layoutOfNextRun() {
            (next.framing as? any LayoutFollowing)?.adopt(layout: layout)
        }
        return next
    }

    // MARK: State

    /// Nothing is left to be read and nothing more will come.
    var isOver: Bool {
        guard inFlight.isEmpty, pending == nil, !mayHaveMore else { return false }
        switch reader.source.state {
        case .ended, .refused: return true
        case .waiting, .reading: return hasFinished
        }
    }

    /// Why nothing can be read, if nothing can.
    var trouble: String? {
        if let failure { return "\(path): \(reason(of: failure))" }
        switch reader.source.state {
        case .waiting(let error), .refused(let error):
            return settings.follows ? error.description : error.finalDescription
        case .reading, .ended: return nil
        }
    }

    /// Damage comes first: what little stands before it may look like anything.
    private func reason(of failure: DetectionError) -> String {
        if let fault = reader.faults.first?.fault {
            return counts.bytes == 0
                ? "\(fault); nothing can be read of it"
                : "\(fault); the \(counts.bytes) bytes before that are not enough: \(failure.message)"
        }
        guard case .empty = failure, reader.holeBytes > 0 else { return failure.message }
        return "there is nothing in it but \(reader.holeBytes) NUL bytes"
    }

    var snapshot: SourceSnapshot.Input {
        var snapshot = counts
        snapshot.state = state
        snapshot.rejected += reader.oversizedRecords + reader.faults.count
        snapshot.encodings = reader.decodings
        return snapshot
    }

    /// What of the input could not be unpacked, in words.
    var damages: [RejectedLine] {
        reader.faults.map {
            RejectedLine(line: counts.lines, reason: RejectReason($0.fault), text: $0.fault.description)
        }
    }

    /// Lines that the reader dropped because they were too long, beside those the decoders reject.
    var oversizedRecords: Int { reader.oversizedRecords }

    private var state: SourceSnapshot.State {
        if let failure { return .failed(failure.message) }
        switch reader.source.state {
        case .waiting: return .waiting
        case .refused(let error): return .failed(error.description)
        case .ended: return .ended
        case .reading(let offset, let size):
            guard let size else { return settings.follows ? .following : .reading(nil) }
            if offset >= size { return settings.follows && !hasFinished ? .following : .ended }
            return .reading(size > 0 ? Double(offset) / Double(size) : nil)
        }
    }
}
