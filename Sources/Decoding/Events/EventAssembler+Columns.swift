import Analytics

/// The columns of a group: names and texts as symbols, numbers, and keys.
extension EventAssembler {
    func readEventNames(_ group: RowGroup) {
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

    func readColumn(_ index: Int, _ group: RowGroup) {
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
}
