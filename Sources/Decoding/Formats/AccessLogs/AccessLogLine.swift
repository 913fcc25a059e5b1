/// The parts of a line of the common or combined log format, as ranges of the line.
struct AccessLogLine {
    var ip = 0..<0
    var ident = 0..<0
    var auth = 0..<0
    var time = 0..<0
    var method = 0..<0
    /// The request's target with its query, as it came.
    var target = 0..<0
    var `protocol` = 0..<0
    var status = 0..<0
    var bytes = 0..<0
    var referrer = 0..<0
    var agent = 0..<0

    /// Nil when the line is not of the format; `isCombined` asks for referrer and agent.
    ///
    ///     ip ident auth [time] "METHOD target protocol" status bytes "referrer" "agent"
    ///
    /// A quote ends a text if it is not escaped and a space or the line's end follows; the last one may be missing.
    init?(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int, isCombined: Bool) {
        var at = ByteSearch.first(0x20, in: text, from: start, to: end)
        guard at > start, at < end else { return nil }
        ip = start..<at
        let open = ByteSearch.first(0x5B, in: text, from: at, to: end)
        let close = ByteSearch.first(0x5D, in: text, from: open, to: end)
        guard open > at + 1, close < end, text[open - 1] == 0x20 else { return nil }
        let identEnd = min(open, ByteSearch.first(0x20, in: text, from: at + 1, to: open))
        ident = at + 1..<identEnd
        auth = min(identEnd + 1, open - 1)..<open - 1
        time = open + 1..<close
        at = close + 1
        guard at + 1 < end, text[at] == 0x20, text[at + 1] == 0x22,
            let request = AccessLogLine.quoted(text, at + 1, end)
        else { return nil }
        splitRequest(text, request.text)
        at = request.next
        guard let status = AccessLogLine.word(text, &at, end), status.count == 3,
            status.allSatisfy({ text[$0] &- 0x30 < 10 }), let bytes = AccessLogLine.word(text, &at, end),
            text[bytes.lowerBound] == 0x2D || bytes.allSatisfy({ text[$0] &- 0x30 < 10 })
        else { return nil }
        self.status = status
        self.bytes = bytes
        guard isCombined else { return }
        guard at + 1 < end, text[at] == 0x20, text[at + 1] == 0x22,
            let referrer = AccessLogLine.quoted(text, at + 1, end)
        else { return nil }
        self.referrer = referrer.text
        at = referrer.next
        guard at + 1 < end, text[at] == 0x20, text[at + 1] == 0x22, let agent = AccessLogLine.quoted(text, at + 1, end)
        else { return nil }
        self.agent = agent.text
    }

    private mutating func splitRequest(_ text: UnsafePointer<UInt8>, _ request: Range<Int>) {
        let methodEnd = ByteSearch.first(0x20, in: text, from: request.lowerBound, to: request.upperBound)
        guard methodEnd > request.lowerBound, methodEnd < request.upperBound,
            (request.lowerBound..<methodEnd).allSatisfy({ text[$0] >= 0x41 && text[$0] <= 0x5A })
        else { return }
        method = request.lowerBound..<methodEnd
        var last = request.upperBound
        while last > methodEnd, text[last - 1] != 0x20 { last -= 1 }
        // Without a protocol (HTTP/0.9) the only space is the one behind the method; a target may hold spaces.
        let hasProtocol =
            last > methodEnd + 1 && request.upperBound - last >= 5 && text[last] == 0x48 && text[last + 4] == 0x2F
        if hasProtocol { `protocol` = last..<request.upperBound }
        target = methodEnd + 1..<(hasProtocol ? last - 1 : request.upperBound)
    }

    private static func word(_ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) -> Range<Int>? {
        guard at < end, text[at] == 0x20 else { return nil }
        let start = at + 1
        at = ByteSearch.first(0x20, in: text, from: start, to: end)
        return at > start ? start..<at : nil
    }

    private static func quoted(
        _ text: UnsafePointer<UInt8>, _ open: Int, _ end: Int
    ) -> (text: Range<Int>, next: Int)? {
        var at = open + 1
        while true {
            at = ByteSearch.first(0x22, in: text, from: at, to: end)
            if at >= end { return (open + 1..<end, end) }
            var backslashes = 0
            while text[at - 1 - backslashes] == 0x5C { backslashes += 1 }
            if backslashes % 2 == 0, at + 1 == end || text[at + 1] == 0x20 { return (open + 1..<at, at + 1) }
            at += 1
        }
    }
}
