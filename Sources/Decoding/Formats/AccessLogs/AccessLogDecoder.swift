import Analytics

/// Logs of web servers and load balancers, one request a line.
///
/// The user is the address, with a mark of the agent where there is one; the event is `page_view` for a GET or HEAD that
/// was answered with 2xx or 3xx, otherwise `request`; the page is the decoded path without its query.
final class AccessLogDecoder: RecordDecoder {
    /// The fields a line has, beside `query.NAME`.
    static func fieldNames(of format: InputFormat) -> [String] {
        ["user", "event", "page", "path"] + AccessLogPart.parts(of: format).map(\.rawValue)
    }

    private let format: InputFormat
    private let records: LineRecords
    private let group: RowGroup
    private let places: AccessLogPlaces
    private let words = FixedWords()

    init(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        format = schema.format
        group = RowGroup(width: plan.paths.count, lineLimit: schema.lineLimit)
        records = LineRecords(group: group, assembler: EventAssembler(plan: plan, zone: schema.zone))
        places = AccessLogPlaces(paths: plan.paths)
    }

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        LineFraming.completeLength(of: bytes, limit: group.lineLimit)
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        records.decode(bytes, into: &batch) { text, start, lineEnd, row in
            var end = lineEnd
            while end > start, text[end - 1] == 0x20 { end -= 1 }
            guard let line = AccessLogLine(text, from: start, to: end, format: format) else {
                return RawLineStatus.malformed
            }
            fill(row, line, text)
            return RawLineStatus.usable
        }
    }

    private func fill(_ row: UnsafeMutablePointer<RawField>, _ line: AccessLogLine, _ text: UnsafePointer<UInt8>) {
        for (part, place) in places.parts {
            let range = line[part]
            if range.isEmpty || range.count == 1 && text[range.lowerBound] == 0x2D { continue }
            row[place] = AccessLogDecoder.field(range, text)
        }
        if places.event >= 0 {
            let isView = RequestKind.isPageView(
                method: AccessLogDecoder.field(line.method, text), status: AccessLogDecoder.field(line.status, text))
            row[places.event] = isView ? words.pageView : words.request
        }
        if places.user >= 0 { row[places.user] = user(line, text) }
        guard !line.target.isEmpty else { return }
        let target = line.target
        if places.page >= 0 || places.path >= 0 {
            let page = page(text + target.lowerBound, target.count)
            if places.page >= 0 { row[places.page] = page }
            if places.path >= 0 { row[places.path] = page }
        }
        if !places.queries.isEmpty { fillQueries(row, text, target) }
    }

    private static func field(_ range: Range<Int>, _ text: UnsafePointer<UInt8>) -> RawField {
        RawField(
            start: text + range.lowerBound, length: UInt32(truncatingIfNeeded: range.count), kind: RawFieldKind.text)
    }

    /// The address alone, or the address and eight digits that stand for the agent.
    private func user(_ line: AccessLogLine, _ text: UnsafePointer<UInt8>) -> RawField {
        guard !line.agent.isEmpty || format == .combined else {
            return AccessLogDecoder.field(line.ip, text)
        }
        // Fits: a line has more bytes of date and quotes than these nine.
        let target = group.freeArena
        let count = line.ip.count
        target.update(from: text + line.ip.lowerBound, count: count)
        target[count] = 0x20
        var hash = Hash64.hash(text + line.agent.lowerBound, count: line.agent.count)
        for digit in 1...8 {
            let value = UInt8(truncatingIfNeeded: hash & 15)
            target[count + digit] = value < 10 ? 0x30 + value : 0x57 + value
            hash >>= 4
        }
        group.arenaUsed += count + 9
        return RawField(start: target, length: UInt32(truncatingIfNeeded: count + 9), kind: RawFieldKind.text)
    }

    private func page(_ target: UnsafePointer<UInt8>, _ count: Int) -> RawField {
        // A target is a path unless it names a scheme: `//x` is a path with an empty first part here.
        let isDoubled = count > 1 && target[0] == 0x2F && target[1] == 0x2F
        if isDoubled {
            let end = ByteSearch.first(0x3F, or: 0x23, in: target, from: 0, to: count)
            return PercentEncoding.decoded(target, end, plusIsSpace: false, group)
        }
        guard let path = PagePath.trim(target, count: count) else {
            return words.root
        }
        return PercentEncoding.decoded(path.start, path.count, plusIsSpace: false, group)
    }

    private func fillQueries(_ row: UnsafeMutablePointer<RawField>, _ text: UnsafePointer<UInt8>, _ target: Range<Int>)
    {
        let end = ByteSearch.first(0x23, in: text, from: target.lowerBound, to: target.upperBound)
        let start = ByteSearch.first(0x3F, in: text, from: target.lowerBound, to: end) + 1
        if start < end { places.queries.fill(row, from: text, start..<end, group) }
    }
}
