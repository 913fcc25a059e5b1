import Analytics
import ByteSources
import Decoding
import Dispatch

/// One input on its way from bytes to batches: its reader, what was found out about it, and its counts.
final class Input {
    /// Chunks of one input that may be decoded at once.
    private static let mostUnderWay = 3
    /// Smaller chunks are decoded at once.
    private static let smallChunk = 64 * 1024

    let path: String
    let reader: ChunkReader
    private(set) var finding: SchemaFinding
    /// Of all batches taken.
    private(set) var counts = InputCounts()
    private(set) var ahead = LinesAhead()
    /// Events that are later will not count, as the aggregates stand now: their lines are kept to be shown.
    var latestTime = Int64.max
    private(set) var seenChanges = FileChanges()
    /// Decoded and not yet given to the aggregates, where inputs are merged by time.
    var pending: PendingRows?
    /// Where to stop, in bytes of records: the end of an earlier reading.
    var byteLimit = Int.max
    /// What an earlier run knew of the input.
    private(set) var before: InputCheckpoint?
    private(set) var handedOver = HandedOver()
    let settings: IntakeSettings
    private let decoders: DecoderShelf
    private var plan: DecoderPlan?
    private var framing: (any RecordDecoder)?
    private(set) var underWay: [ChunkUnderWay] = []
    private var bytesUsed = 0
    private(set) var droppedLines = 0
    private var begunStreams: Set<StreamID> = []
    private(set) var layouts = StreamLayouts()
    private(set) var hasFinished = false
    private var mayHaveMore = true
    /// Bytes in which no schema was found.
    private var bytesTried = 0

    convenience init(
        path: String, source: any ByteSource, index: Int, pool: ChunkPool, settings: IntakeSettings,
        decoders: DecoderShelf
    ) {
        self.init(
            path: path, reader: ChunkReader(source, index: index, limit: settings.lineLimit, pool: pool),
            settings: settings,
            decoders: decoders)
    }

    private init(path: String, reader: ChunkReader, settings: IntakeSettings, decoders: DecoderShelf) {
        self.path = path
        self.reader = reader
        if let format = settings.description.format, !format.isJSON { reader.documents = .never }
        self.settings = settings
        self.decoders = decoders
        finding = SchemaFinding(
            path: path, settings: settings, keepsSample: settings.keepsState || !(reader.source is FileTail))
    }

    var schema: InputSchema? { finding.schema }

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
            case .opened(let stream, let offset):
                handedOver.open(stream, at: offset)
                let skipped = reader.source.decodedStart(of: stream)
                layouts.open(stream, at: skipped > 0 ? skipped : offset)
            case .rotated: seenChanges.rotations += 1
            case .copiedAndTruncated: seenChanges.truncations += 1
            case .truncated(_, let unreadBytes):
                seenChanges.truncations += 1
                seenChanges.lostBytes += unreadBytes
            case .closed(let stream, let end):
                handedOver.close(stream)
                if end == .continued { layouts.close(stream) }
            case .waiting, .refused: break
            }
        }
    }

    /// Begins to decode the next chunk, and more of them as long as there is room.
    ///
    /// - Returns: true if anything is under way.
    func advance(on queue: DispatchQueue) -> Bool {
        while mayHaveMore, underWay.isEmpty || underWay.count < Input.mostUnderWay && decoders.hasRoom {
            let isKnown = schema != nil
            guard bytesUsed < byteLimit, let chunk = reader.next(completeLength: wholeRecords(_:isLast:)) else {
                mayHaveMore = false
                break
            }
            let used = min(chunk.count, byteLimit - bytesUsed)
            bytesUsed += used
            if let look = settings.look {
                chunk.withBytes { look.add(UnsafeRawBufferPointer(rebasing: $0[..<used]), of: path) }
            }
            // A file of one line without its end comes whole, when it is over.
            if !isKnown { chunk.withBytes { find(in: $0, isLast: true) } }
            let layout = layout(of: chunk)
            // What other columns hold says nothing of those of the schema.
            if isKnown, !layouts.isOther(chunk.stream) {
                chunk.withBytes { learn(UnsafeRawBufferPointer(rebasing: $0[..<used])) }
            }
            guard let schema, let plan else {
                counts.bytes += used
                handedOver.pass(chunk.stream, to: chunk.endOffset)
                continue
            }
            begin(chunk, used, decoders.take(plan, schema, bytes: used), layout, on: queue)
        }
        return !underWay.isEmpty
    }

    private func begin(
        _ chunk: Chunk, _ used: Int, _ slot: DecodeSlot, _ layout: [String]?, on queue: DispatchQueue
    ) {
        if let layout = layout ?? schema?.columns { slot.adopt(layout: layout) }
        let mark = min(markLength(of: chunk), used)
        underWay.append(
            ChunkUnderWay(
                chunk, slot: slot, bytes: used, dropped: droppedLast, layout: layout))
        droppedLines = reader.oversizedRecords
        reader.forgetOversizedBeginnings()
        if chunk.count < Input.smallChunk {
            slot.decode(chunk, mark..<used, latestTime: latestTime)
        } else {
            slot.begin(chunk, mark..<used, latestTime: latestTime, on: queue)
        }
    }

    /// The oldest batch under way, waited for and counted; nil when nothing is under way. `commit()` says when the
    /// aggregates have had it.
    func takeBatch() -> EventBatch? {
        guard !underWay.isEmpty else { return nil }
        let chunk = underWay.removeFirst()
        var batch = chunk.slot.take()
        decoders.putBack(chunk.slot, bytes: chunk.bytes)
        let before = counts
        counts.bytes += chunk.bytes
        counts.add(chunk.dropped)
        if schema?.mapping.time == nil {
            // Decoders number the lines of their call; these are the lines before it.
            for row in batch.times.indices { batch.times[row] += Int64(counts.lines) }
        }
        batch.ahead = batch.ahead.map { ($0.row, $0.line.moved(by: counts.lines)) }
        counts.add(batch)
        handedOver.hold(chunk, rows: batch.times.count, counts: before)
        return batch
    }

    /// The aggregates have refused a row, which counts as a rejected line from now on.
    func refuse(_ row: RowAhead) { ahead.add(row) }

    /// The aggregates have had all rows of the batch taken last, or will have had them when the round ends.
    func commit() {
        pending = nil
        handedOver.commit()
    }

    /// The columns in force where a chunk begins, for formats that can change them; nil for those of the schema.
    private func layout(of chunk: Chunk) -> [String]? {
        if let schema, schema.columnsAreNamed, let framing = framing as? any HeaderFollowing {
            return layouts.columns(of: chunk, schema, framing)
        }
        return layoutOfNextRun
    }

    /// Bytes of the mark that may begin a file.
    private func markLength(of chunk: Chunk) -> Int {
        guard begunStreams.insert(chunk.stream).inserted, chunk.offset == 0 else { return 0 }
        return chunk.withBytes { $0.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
    }

    // MARK: Finding out the format

    /// - Parameter isLast: there will be no other time to ask.
    private func wholeRecords(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Int? {
        find(in: bytes, isLast: isLast)
        if let framing { return layouts.length(of: bytes, framing, areNamed: schema?.columnsAreNamed == true) }
        // What cannot be understood is taken and dropped, so that the source does not fill up.
        if finding.hasGivenUp { return bytes.count }
        return finding.hasLines && !isLast ? nil : 0
    }

    private func find(in bytes: UnsafeRawBufferPointer, isLast: Bool) {
        guard schema == nil, !finding.hasGivenUp, isLast || mayTry(bytes.count) else { return }
        bytesTried = bytes.count
        let limit = FormatDetection.sampleLimit(for: settings.description)
        let beginsFurtherOn = !reader.isDecoded(StreamID(0)) && reader.source.offset(of: StreamID(0)) > bytes.count
        // The first portion of a file may be less than what others have looked at, who need not look again then.
        let isShort = bytes.count < limit && reader.source is FileTail
        var sample = Array(bytes.prefix(limit))
        if beginsFurtherOn || isShort, let beginning = beginningNow,
            beginsFurtherOn || beginning.count > sample.count
        {
            sample = beginning
        }
        let isFound = finding.find(
            in: sample, isAll: hasFinished || isLast && !settings.follows, isFile: reader.source is FileTail)
        if isFound { useSchema() }
    }

    /// To look into much again for a little more would take longer and longer.
    private func mayTry(_ count: Int) -> Bool {
        hasFinished || count < bytesTried || count >= bytesTried + max(1, (bytesTried - 16_384) / 8)
    }

    private func learn(_ bytes: UnsafeRawBufferPointer) {
        if finding.learn(from: bytes, current: { reader.source is FileTail ? beginningNow : nil }) { useSchema() }
    }

    /// The first bytes of the file as it is now.
    private var beginningNow: [UInt8]? { DecodedBeginning.sample(of: path, settings.description) }

    private func useSchema() {
        guard let schema else { return }
        settings.look?.begin(
            path, schema: schema, beginsAtStart: begunStreams.isEmpty && !startsLate, sampled: finding.seen,
            detect: finding.detector)
        let plan = decoders.plan(of: schema)
        guard plan != self.plan else { return }
        framing = decoders.framing(of: plan, schema)
        self.plan = plan
    }

    /// This input, read on from where it stands for other columns. Batches under way are dropped.
    func continued(decoders: DecoderShelf) -> Input {
        while takeBatch() != nil { commit() }
        let next = Input(path: path, reader: reader, settings: settings, decoders: decoders)
        next.counts = counts
        next.ahead = ahead
        next.seenChanges = seenChanges
        next.before = before
        next.finding = finding
        next.handedOver = handedOver
        // Other aggregates have not had them.
        next.handedOver.given = []
        next.bytesUsed = bytesUsed
        next.droppedLines = droppedLines
        next.begunStreams = begunStreams
        next.layouts = layouts
        next.hasFinished = hasFinished
        next.useSchema()
        if let layout { next.adopt(layout) }
        return next
    }

    // MARK: Going on from an earlier run

    /// Takes over what an earlier run counted and found out; before the first poll.
    func resume(_ checkpoint: InputCheckpoint) {
        before = checkpoint
        counts = checkpoint.counts
        ahead = checkpoint.ahead
        handedOver.given = checkpoint.given
        guard checkpoint.memory != nil, !checkpoint.sample.isEmpty else { return }
        if finding.resume(from: checkpoint.sample, format: checkpoint.format) { useSchema() }
        if let layout = checkpoint.layout { adopt(layout) }
        layouts.resume(checkpoint.layouts, latest: checkpoint.layout)
        let wholeLines = checkpoint.sample.prefix((checkpoint.sample.lastIndex(of: 0x0A) ?? -1) + 1)
        wholeLines.withUnsafeBytes { settings.look?.add($0, of: path) }
    }

    private func adopt(_ layout: [String]) { (framing as? any LayoutFollowing)?.adopt(layout: layout) }

    private var layoutOfNextRun: [String]? { (framing as? any LayoutFollowing)?.layoutOfNextRun() }

    /// The columns in force behind what the aggregates have had, for formats that can change them.
    var layout: [String]? {
        (handedOver.held?.chunk ?? underWay.first)?.layout ?? layoutOfNextRun ?? layouts.latest
    }

    /// Nothing is under way, at hand or left to read for now.
    var isIdle: Bool { underWay.isEmpty && pending == nil && !mayHaveMore }
}
