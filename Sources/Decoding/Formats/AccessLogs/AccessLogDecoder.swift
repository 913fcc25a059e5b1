import Analytics

/// Web server logs in the common and the combined format.
///
/// The user is the address, with a mark of the agent where there is one; the event is `page_view` for a GET or HEAD that
/// was answered with 2xx or 3xx, otherwise `request`; the page is the decoded path without its query.
final class AccessLogDecoder: RecordDecoder {
    /// The fields a line has, beside `query.NAME`.
    static func fieldNames(isCombined: Bool) -> [String] {
        ["time", "user", "event", "page", "ip", "ident", "auth", "method", "path", "status", "bytes", "protocol"]
            + (isCombined ? ["referrer", "agent"] : [])
    }

    private let isCombined: Bool
    private let group: RowGroup
    private let assembler: EventAssembler
    private let places: AccessLogPlaces
    private static let pageView = Array("page_view".utf8) + Array(repeating: 0, count: RecordDecoding.padding)
    private static let request = Array("request".utf8) + Array(repeating: 0, count: RecordDecoding.padding)
    /// Names of events and the root page, padded, for fields to point at.
    private let names: UnsafeMutablePointer<UInt8>

    init(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        isCombined = schema.format == .combined
        group = RowGroup(width: plan.paths.count)
        assembler = EventAssembler(plan: plan, zone: schema.zone)
        places = AccessLogPlaces(paths: plan.paths)
        names = .allocate(capacity: 256)
        names.initialize(repeating: 0, count: 256)
        names.update(from: AccessLogDecoder.pageView, count: AccessLogDecoder.pageView.count)
        names[200] = 0x2F
        (names + 128).update(from: AccessLogDecoder.request, count: AccessLogDecoder.request.count)
    }

    deinit { names.deallocate() }

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int { LineFraming.completeLength(of: bytes) }

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        guard let text = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        let end = bytes.count
        group.prepareArena(for: end)
        assembler.begin(&batch)
        let hasNull = ByteSearch.first(0, in: text, from: 0, to: end) < end
        let linesBefore = batch.tally.lines
        var lines = 0
        var at = 0
        group.count = 0
        while at < end {
            if group.count == RowGroup.capacity {
                assembler.add(group, in: text, linesBefore: linesBefore, tally: &batch.tally)
                group.count = 0
            }
            let lineEnd = ByteSearch.first(0x0A, in: text, from: at, to: end)
            line(text, at, lineEnd, number: lines, hasNull: hasNull)
            lines += 1
            at = lineEnd + 1
        }
        assembler.add(group, in: text, linesBefore: linesBefore, tally: &batch.tally)
        batch.tally.lines += lines
        batch.tally.bytes += end
        assembler.finish(&batch)
    }

    private func line(_ text: UnsafePointer<UInt8>, _ begin: Int, _ lineEnd: Int, number: Int, hasNull: Bool) {
        var start = begin
        var end = lineEnd
        while start < end, text[start] == 0 { start += 1 }
        if start + 2 < end, text[start] == 0xEF, text[start + 1] == 0xBB, text[start + 2] == 0xBF { start += 3 }
        while end > start, text[end - 1] == 0x0D || text[end - 1] == 0x20 { end -= 1 }
        guard end > start else { return }
        let row = group.append(start: start, length: end - start, number: number)
        guard end - start <= RecordDecoding.lineLimit else { return group.rejectLast(RawLineStatus.tooLong) }
        if hasNull, ByteSearch.first(0, in: text, from: start, to: end) < end {
            return group.rejectLast(RawLineStatus.binary)
        }
        guard let line = AccessLogLine(text, from: start, to: end, isCombined: isCombined) else {
            return group.rejectLast(RawLineStatus.malformed)
        }
        fill(row, line, text)
    }

    private func fill(_ row: UnsafeMutablePointer<RawField>, _ line: AccessLogLine, _ text: UnsafePointer<UInt8>) {
        func put(_ place: Int, _ range: Range<Int>) {
            guard place >= 0, !range.isEmpty else { return }
            if range.count == 1, text[range.lowerBound] == 0x2D { return }
            row[place] = RawField(
                start: text + range.lowerBound, length: UInt32(truncatingIfNeeded: range.count), kind: RawFieldKind.text
            )
        }
        put(places.time, line.time)
        put(places.ip, line.ip)
        put(places.ident, line.ident)
        put(places.auth, line.auth)
        put(places.method, line.method)
        put(places.status, line.status)
        put(places.bytes, line.bytes)
        put(places.protocol, line.protocol)
        put(places.referrer, line.referrer)
        put(places.agent, line.agent)
        if places.event >= 0 {
            let isView = AccessLogDecoder.isPageView(line, text)
            row[places.event] = RawField(
                start: isView ? names : names + 128, length: isView ? 9 : 7, kind: RawFieldKind.text)
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

    private static func isPageView(_ line: AccessLogLine, _ text: UnsafePointer<UInt8>) -> Bool {
        let first = text[line.status.lowerBound]
        guard first == 0x32 || first == 0x33, !line.method.isEmpty else { return false }
        let method = text + line.method.lowerBound
        switch line.method.count {
        case 3: return method[0] == 0x47 && method[1] == 0x45 && method[2] == 0x54
        case 4: return method[0] == 0x48 && method[1] == 0x45 && method[2] == 0x41 && method[3] == 0x44
        default: return false
        }
    }

    /// The address alone, or the address and eight digits that stand for the agent.
    private func user(_ line: AccessLogLine, _ text: UnsafePointer<UInt8>) -> RawField {
        guard isCombined else {
            return RawField(
                start: text + line.ip.lowerBound, length: UInt32(truncatingIfNeeded: line.ip.count),
                kind: RawFieldKind.text)
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
            return decoded(target, end, plusIsSpace: false)
        }
        guard let path = PagePath.trim(target, count: count) else {
            return RawField(start: names + 200, length: 1, kind: RawFieldKind.text)
        }
        return decoded(path.start, path.count, plusIsSpace: false)
    }

    private func fillQueries(_ row: UnsafeMutablePointer<RawField>, _ text: UnsafePointer<UInt8>, _ target: Range<Int>)
    {
        var end = ByteSearch.first(0x23, in: text, from: target.lowerBound, to: target.upperBound)
        end = min(end, target.upperBound)
        var at = ByteSearch.first(0x3F, in: text, from: target.lowerBound, to: end) + 1
        while at < end {
            let next = ByteSearch.first(0x26, in: text, from: at, to: end)
            let equals = ByteSearch.first(0x3D, in: text, from: at, to: next)
            let wanted = equals < next ? places.query(text + at, equals - at) : []
            if !wanted.isEmpty {
                let value = decoded(text + equals + 1, next - equals - 1, plusIsSpace: true)
                for place in wanted { row[place] = value }
            }
            at = next + 1
        }
    }

    /// A text without its percent signs; a wrong escape stays as it is.
    private func decoded(_ start: UnsafePointer<UInt8>, _ count: Int, plusIsSpace: Bool) -> RawField {
        let hasEscapes =
            ByteSearch.first(0x25, or: plusIsSpace ? 0x2B : 0x25, in: start, from: 0, to: count) < count
        guard hasEscapes else {
            return RawField(start: start, length: UInt32(truncatingIfNeeded: count), kind: RawFieldKind.text)
        }
        let target = group.freeArena
        var length = 0
        var at = 0
        while at < count {
            var byte = start[at]
            if byte == 0x25, at + 2 < count, let high = AccessLogDecoder.hexadecimal(start[at + 1]),
                let low = AccessLogDecoder.hexadecimal(start[at + 2])
            {
                byte = high << 4 | low
                at += 2
            } else if plusIsSpace, byte == 0x2B {
                byte = 0x20
            }
            target[length] = byte
            length += 1
            at += 1
        }
        group.arenaUsed += length
        return RawField(start: target, length: UInt32(truncatingIfNeeded: length), kind: RawFieldKind.text)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}
