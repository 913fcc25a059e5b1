import Analytics

/// Makes events of rows: reads times, hashes users, numbers texts; column by column, so that every loop does one thing.
///
/// Used by one thread at a time. No allocation per event, except for texts that are new.
final class EventAssembler {
    let plan: RowPlan
    private var timestamps: TimestampParser
    private(set) var staged: StagedColumns
    /// The event's name first, then one per column of the projection.
    let tables: UnsafeMutablePointer<SymbolTable>
    private let tableCount: Int
    /// Of the group in hand: indexes of its usable rows.
    let accepted: UnsafeMutablePointer<Int>
    private(set) var acceptedCount = 0
    /// Behind a pointer, because a stored property would be checked for exclusive access at every event.
    let transientTexts: UnsafeMutablePointer<[String]>
    private var recent = RecentRows()
    let rowName: [UInt8]
    private let derivation: FieldDerivation?
    /// Of the call in hand; empty where the input has no ids of events, nil where it has one kind of user id.
    var ids: [UInt64] = []
    var identity: IdentityColumns?
    /// Rows of the call in hand whose times name no zone.
    private var localRows: [Int] = []
    /// Of the call in hand: see `EventBatch.latestTime` and `EventBatch.ahead`.
    private var latestTime = Int64.max
    private var ahead: [(row: Int, line: RejectedLine)] = []

    init(plan: RowPlan, zone: ZoneOffsets) {
        self.plan = plan
        timestamps = TimestampParser(zone: zone)
        staged = StagedColumns(columnCount: plan.columns.count)
        tableCount = plan.columns.count + 1
        tables = .allocate(capacity: tableCount)
        for index in 0..<tableCount { (tables + index).initialize(to: SymbolTable()) }
        transientTexts = .allocate(capacity: 1)
        transientTexts.initialize(to: [])
        accepted = .allocate(capacity: RowGroup.capacity)
        derivation = plan.derived.map { FieldDerivation($0) }
        // Padded, because symbols are read in whole words.
        rowName = Array("row".utf8) + Array(repeating: 0, count: RecordDecoding.padding)
    }

    deinit {
        tables.deinitialize(count: tableCount)
        tables.deallocate()
        transientTexts.deinitialize(count: 1)
        transientTexts.deallocate()
        accepted.deallocate()
    }

    /// Begins a call of `decode` on a batch.
    func begin(_ batch: inout EventBatch) {
        swap(&transientTexts.pointee, &batch.transientTexts)
        recent.removeAll()
        latestTime = batch.latestTime
        if plan.hasIdentity { identity = IdentityColumns() }
    }

    /// Adds the usable rows of a group whose records stand in `bytes`.
    func add(_ group: RowGroup, in bytes: UnsafePointer<UInt8>, linesBefore: Int, tally: inout InputTally) {
        staged.reserve(group.count)
        derivation?.derive(group)
        readTimesAndUsers(group, in: bytes, linesBefore: linesBefore, tally: &tally)
        readEventNames(group)
        if plan.hasIdentity { readIdentity(group) }
        if let place = plan.id { readIDs(group, place) }
        for index in plan.columns.indices { readColumn(index, group) }
        recent.note(
            group, rows: UnsafeBufferPointer(start: accepted, count: acceptedCount), in: bytes,
            firstRow: staged.count, times: staged.times, plan: plan)
        staged.count += acceptedCount
    }

    /// Ends the call: everything goes to the batch.
    func finish(_ batch: inout EventBatch) {
        let firstRow = batch.times.count
        if let identity {
            batch.identity = identity
            self.identity = nil
        }
        batch.ids = ids
        ids.removeAll(keepingCapacity: true)
        staged.move(to: &batch)
        if !localRows.isEmpty {
            batch.localTimes += repeatElement(false, count: batch.times.count - batch.localTimes.count)
            for row in localRows { batch.localTimes[firstRow + row] = true }
            localRows.removeAll(keepingCapacity: true)
        }
        batch.ahead += ahead.map { (firstRow + $0.row, $0.line) }
        ahead.removeAll(keepingCapacity: true)
        swap(&transientTexts.pointee, &batch.transientTexts)
        transientTexts.pointee = []
        batch.newEventNames += tables[0].newTexts
        tables[0].newTexts.removeAll(keepingCapacity: true)
        for index in plan.columns.indices where !tables[index + 1].newTexts.isEmpty {
            batch.newTexts[index] += tables[index + 1].newTexts
            tables[index + 1].newTexts.removeAll(keepingCapacity: true)
        }
        batch.recent += recent.events(firstRow: firstRow)
        if batch.recent.count > RecentRows.limit { batch.recent.removeFirst(batch.recent.count - RecentRows.limit) }
    }

    private func readTimesAndUsers(
        _ group: RowGroup, in bytes: UnsafePointer<UInt8>, linesBefore: Int, tally: inout InputTally
    ) {
        var parser = timestamps
        parser.hasReadLocalTime = false
        defer { timestamps = parser }
        let times = staged.times + staged.count
        let users = staged.users + staged.count
        let firstUser = plan.users.first ?? -1
        let firstTime = plan.times.first ?? -1
        let latestTime = latestTime
        var kept = 0
        for index in 0..<group.count {
            let line = group.lines[index]
            let row = group.fields + index &* group.width
            if line.status != RawLineStatus.usable {
                if line.status == RawLineStatus.bot {
                    tally.bots += 1
                } else {
                    reject(line, EventAssembler.reason(line.status), in: bytes, linesBefore: linesBefore, tally: &tally)
                }
                continue
            }
            let time: Int64
            if firstTime >= 0 {
                var timeField = row[firstTime]
                if timeField.kind == RawFieldKind.absent { timeField = EventAssembler.firstPresent(plan.times, row) }
                guard let timeStart = timeField.start, timeField.kind != RawFieldKind.absent, timeField.length > 0
                else {
                    reject(line, .noTime, in: bytes, linesBefore: linesBefore, tally: &tally)
                    continue
                }
                guard let read = parser.microseconds(timeStart, count: Int(timeField.length)) else {
                    reject(line, .badTime, in: bytes, linesBefore: linesBefore, tally: &tally)
                    continue
                }
                guard RecordDecoding.plausibleTimes.contains(read) else {
                    reject(line, .implausibleTime, in: bytes, linesBefore: linesBefore, tally: &tally)
                    continue
                }
                time = read
            } else {
                // One microsecond a line: the owner of the input adds the lines before this call.
                time = Int64(linesBefore &+ Int(line.number))
            }
            var user = firstUser >= 0 ? row[firstUser] : RawField()
            if user.kind == RawFieldKind.absent || user.length == 0 {
                user = EventAssembler.firstPresent(plan.users, row)
            }
            guard let userStart = user.start, user.kind != RawFieldKind.absent, user.length > 0 else {
                reject(line, .noUser, in: bytes, linesBefore: linesBefore, tally: &tally)
                continue
            }
            if parser.hasReadLocalTime {
                parser.hasReadLocalTime = false
                if plan.timesMayBeLocal { localRows.append(staged.count &+ kept) }
            }
            if time > latestTime, ahead.count < RecordDecoding.exampleLimit {
                let example = example(line, .future, in: bytes, linesBefore: linesBefore)
                ahead.append((staged.count &+ kept, example))
            }
            times[kept] = time
            users[kept] = Hash64.hash(userStart, count: Int(user.length))
            accepted[kept] = index
            kept &+= 1
        }
        acceptedCount = kept
    }

    static func firstPresent(_ places: [Int], _ row: UnsafePointer<RawField>) -> RawField {
        for place in places where row[place].kind != RawFieldKind.absent && row[place].length > 0 { return row[place] }
        return RawField()
    }

    private static func reason(_ status: UInt32) -> RejectReason {
        switch status {
        case RawLineStatus.invalidUTF8: .invalidUTF8
        case RawLineStatus.tooLong: .tooLong
        case RawLineStatus.binary: .binary
        case RawLineStatus.wrongColumns: .wrongColumnCount
        case RawLineStatus.conflictMarker: .conflictMarker
        default: .malformed
        }
    }

    @inline(never)
    private func reject(
        _ line: RawLine, _ given: RejectReason, in bytes: UnsafePointer<UInt8>, linesBefore: Int,
        tally: inout InputTally
    ) {
        let start = Int(line.start)
        let isMarker = ConflictMarker.isLine(bytes, from: start, to: start + Int(line.length))
        let reason = isMarker ? RejectReason.conflictMarker : given
        tally.rejected[reason, default: 0] += 1
        guard
            tally.examples.count < RecordDecoding.exampleLimit
                || !tally.examples.contains(where: { $0.reason == reason })
        else { return }
        tally.examples.append(example(line, reason, in: bytes, linesBefore: linesBefore))
    }

    @inline(never)
    private func example(
        _ line: RawLine, _ reason: RejectReason, in bytes: UnsafePointer<UInt8>, linesBefore: Int
    ) -> RejectedLine {
        let text = UnsafeBufferPointer(
            start: bytes + Int(line.start), count: min(Int(line.length), RecordDecoding.exampleBytes))
        // Of a line end of two bytes one is left.
        let isCRLF = text.count == Int(line.length) && text.last == 0x0D
        return RejectedLine(
            line: linesBefore + Int(line.number) + 1, reason: reason,
            text: String(decoding: text.dropLast(isCRLF ? 1 : 0), as: UTF8.self))
    }
}
