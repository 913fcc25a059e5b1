import Analytics

/// Where the last rows of a call stand, so that only they become text.
struct RecentRows {
    static let limit = 40
    private static let lineBytes = 1024

    private struct Row {
        var row: Int
        var time: Int64
        var line: UnsafeBufferPointer<UInt8>
        var user: RawField
        var event: RawField
    }

    private var rows: [Row] = []

    mutating func removeAll() { rows.removeAll(keepingCapacity: true) }

    /// Notes the last rows of a group; the memory they stand in lives until the call ends.
    mutating func note(
        _ group: RowGroup, rows accepted: UnsafeBufferPointer<Int>, in bytes: UnsafePointer<UInt8>, firstRow: Int,
        times: UnsafePointer<Int64>, plan: RowPlan
    ) {
        for position in max(0, accepted.count - RecentRows.limit)..<accepted.count {
            let index = accepted[position]
            let line = group.lines[index]
            let fields = UnsafePointer(group.fields + index * group.width)
            rows.append(
                Row(
                    row: firstRow + position, time: times[firstRow + position],
                    line: UnsafeBufferPointer(
                        start: bytes + Int(line.start), count: min(Int(line.length), RecentRows.lineBytes)),
                    user: EventAssembler.firstPresent(plan.users, fields),
                    event: plan.event.map { fields[$0] } ?? RawField()))
        }
        if rows.count > RecentRows.limit * 8 { rows.removeFirst(rows.count - RecentRows.limit) }
    }

    func events(firstRow: Int) -> [RecentEvent] {
        rows.suffix(RecentRows.limit).map { row in
            RecentEvent(
                row: firstRow + row.row, time: Timestamp(microseconds: row.time), user: RecentRows.text(row.user),
                event: row.event.kind == RawFieldKind.absent ? "row" : RecentRows.text(row.event),
                line: String(decoding: row.line, as: UTF8.self))
        }
    }

    private static func text(_ field: RawField) -> String {
        guard let start = field.start, field.kind != RawFieldKind.absent else { return "" }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(field.length)), as: UTF8.self)
    }
}
