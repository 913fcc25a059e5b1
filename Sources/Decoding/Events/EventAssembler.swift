import Analytics

/// Makes events of rows: reads times, hashes users, numbers texts; column by column, so that every loop does one thing.
///
/// Used by one thread at a time. No allocation per event, except for texts that are new.
final class EventAssembler {
    let plan: RowPlan
    private var timestamps: TimestampParser
    private(set) var staged: StagedColumns
    /// The event's name first, then one per column of the projection.
    private let tables: UnsafeMutablePointer<SymbolTable>
    private let tableCount: Int
    /// Of the group in hand: indexes of its usable rows.
    let accepted: UnsafeMutablePointer<Int>
    private(set) var acceptedCount = 0
    /// Behind a pointer, because a stored property would be checked for exclusive access at every event.
    private let transientTexts: UnsafeMutablePointer<[String]>
    private var recent = RecentRows()
    private let rowName: [UInt8]
    private let derivation: FieldDerivation?
    /// Of the call in hand; empty where the input has no ids of events, nil where it has one kind of user id.
    var ids: [UInt64] = []
    var identity: IdentityColumns?

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
        defer { timestamps = parser }
        let times = staged.times + staged.count
        let users = staged.users + staged.count
        let firstUser = plan.users.first ?? -1
        let firstTime = plan.times.first ?? -1
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
            times[kept] = time
            users[kept] = Hash64.hash(userStart, count: Int(user.length))
            accepted[kept] = index
            kept &+= 1
        }
        acceptedCount = kept
    }

    private func readEventNames(_ group: RowGroup) {
        let events = staged.events + staged.count
        guard let place = plan.event else {
            let name = rowSymbol()
            for index in 0..<acceptedCount { events[index] = name }
            return
        }
        for index in 0..<acceptedCount {
            let field = group.fields[accepted[index] &* group.width &+ place]
            if let start = field.start, field.kind != RawFieldKind.absent, field.length > 0 {
                events[index] = tables[0].symbol(
                    start, count: Int(field.length), transientTexts: &transientTexts.pointee)
            } else {
                events[index] = rowSymbol()
            }
        }
    }

    private func rowSymbol() -> Symbol { symbol(of: rowName, count: 3, table: 0) }

    private func symbol(of text: [UInt8], count: Int, table: Int) -> Symbol {
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return .none }
            return tables[table].symbol(base, count: count, transientTexts: &transientTexts.pointee)
        }
    }

    private func readColumn(_ index: Int, _ group: RowGroup) {
        let column = plan.columns[index]
        let target = staged.columns[index]
        let places = column.isEventName ? [plan.event].compactMap { $0 } : column.places
        let only = places.count == 1 ? places[0] : -1
        switch column.kind {
        case .symbol:
            let symbols = target.assumingMemoryBound(to: Symbol.self) + staged.count
            let isLarge = tables[index &+ 1].isLarge
            for row in 0..<acceptedCount {
                if isLarge, row &+ EventAssembler.ahead < acceptedCount {
                    prefetch(field(group, row &+ EventAssembler.ahead, only, places), column, table: index &+ 1)
                }
                symbols[row] = symbol(of: field(group, row, only, places), column, table: index &+ 1)
            }
        case .number:
            let numbers = target.assumingMemoryBound(to: Double.self) + staged.count
            for row in 0..<acceptedCount {
                let field = field(group, row, only, places)
                if let start = field.start, field.kind != RawFieldKind.absent, field.kind != RawFieldKind.boolean,
                    column.ignored.isEmpty || !isAmong(column.ignored, group, row)
                {
                    numbers[row] = NumberText.double(start, count: Int(field.length))
                } else {
                    numbers[row] = .nan
                }
            }
        case .key:
            let keys = target.assumingMemoryBound(to: UInt64.self) + staged.count
            for row in 0..<acceptedCount {
                let field = field(group, row, only, places)
                if let start = field.start, field.kind != RawFieldKind.absent, field.length > 0 {
                    keys[row] = key(start, Int(field.length), column, group, row)
                } else {
                    keys[row] = 0
                }
            }
        }
    }

    private func isAmong(_ names: [[UInt8]], _ group: RowGroup, _ row: Int) -> Bool {
        guard let place = plan.event else { return false }
        let name = group.fields[accepted[row] &* group.width &+ place]
        return names.contains { name.isEqual(to: $0) }
    }

    @inline(__always)
    private func field(_ group: RowGroup, _ row: Int, _ only: Int, _ places: [Int]) -> RawField {
        let fields = group.fields + accepted[row] &* group.width
        return only >= 0 ? fields[only] : EventAssembler.firstPresent(places, fields)
    }

    @inline(__always)
    private func symbol(of field: RawField, _ column: RowPlan.ColumnPlan, table: Int) -> Symbol {
        guard let start = field.start, field.kind != RawFieldKind.absent, field.length > 0 else {
            // An event without a name has one all the same.
            return column.isEventName ? symbol(of: rowName, count: 3, table: table) : .none
        }
        guard column.isPage else {
            return tables[table].symbol(start, count: Int(field.length), transientTexts: &transientTexts.pointee)
        }
        guard let path = PagePath.trim(start, count: Int(field.length)) else {
            return symbol(of: EventAssembler.slash, count: 1, table: table)
        }
        return tables[table].symbol(path.start, count: path.count, transientTexts: &transientTexts.pointee)
    }

    /// Look-ups in large tables miss the cache: their places are asked for so many rows before.
    private static let ahead = 12

    @inline(__always)
    private func prefetch(_ field: RawField, _ column: RowPlan.ColumnPlan, table: Int) {
        guard let start = field.start, field.kind != RawFieldKind.absent, field.length > 0 else { return }
        let path = column.isPage ? PagePath.trim(start, count: Int(field.length)) : (start, Int(field.length))
        if let path { tables[table].prefetch(path.0, count: path.1) }
    }

    private static let slash: [UInt8] = [0x2F] + Array(repeating: 0, count: RecordDecoding.padding)

    private static func key(_ start: UnsafePointer<UInt8>, _ count: Int, isPage: Bool) -> UInt64 {
        guard isPage else { return Hash64.hash(start, count: count) }
        guard let path = PagePath.trim(start, count: count) else { return Hash64.hash("/") }
        return Hash64.hash(path.start, count: path.count)
    }

    /// The key of a value; one that is unique for a device or user only is mixed with the id of that.
    private func key(
        _ start: UnsafePointer<UInt8>, _ count: Int, _ column: RowPlan.ColumnPlan, _ group: RowGroup, _ row: Int
    ) -> UInt64 {
        let key = EventAssembler.key(start, count, isPage: column.isPage)
        guard !column.scope.isEmpty else { return key }
        // `-1` is how a session id says that there is none; a long one is unique by itself.
        if count == 2, start[0] == 0x2D, start[1] == 0x31 { return 0 }
        if count >= EventAssembler.uniqueLength { return key }
        let owner = EventAssembler.firstPresent(column.scope, group.fields + accepted[row] &* group.width)
        guard let ownerStart = owner.presentStart else { return key }
        return Hash64.mixed(key, Hash64.hash(ownerStart, count: Int(owner.length)))
    }

    /// Ids of so many bytes, such as UUIDs, are taken to be unique in the world.
    private static let uniqueLength = 20

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
        guard tally.examples.count < RecordDecoding.exampleLimit else { return }
        let length = min(Int(line.length), RecordDecoding.exampleBytes)
        let text = String(
            decoding: UnsafeBufferPointer(start: bytes + Int(line.start), count: length), as: UTF8.self)
        tally.examples.append(
            RejectedLine(line: linesBefore + Int(line.number) + 1, reason: reason, text: text))
    }
}
