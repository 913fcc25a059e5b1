import Analytics

/// The parts of a line of an access log, as ranges of the line.
struct AccessLogLine {
    var host = 0..<0
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
    var targetStatus = 0..<0
    var duration = 0..<0

    /// Nil when the line is not of the format, one of the family of `InputFormat.isAccessLog`.
    init?(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int, format: InputFormat) {
        var at = start
        switch format {
        case .alb, .elb:
            guard readBalanced(text, &at, end, hasType: format == .alb) else { return nil }
        case .vhost:
            guard readHost(text, &at, end), readCommon(text, &at, end) else { return nil }
            _ = readReferrerAndAgent(text, &at, end)
        case .combined:
            guard readCommon(text, &at, end), readReferrerAndAgent(text, &at, end) else { return nil }
        default:
            guard readCommon(text, &at, end) else { return nil }
        }
    }

    subscript(part: AccessLogPart) -> Range<Int> {
        switch part {
        case .time: time
        case .ip: ip
        case .ident: ident
        case .auth: auth
        case .host: host
        case .method: method
        case .status: status
        case .bytes: bytes
        case .protocol: `protocol`
        case .referrer: referrer
        case .agent: agent
        case .target: target
        case .targetStatus: targetStatus
        case .duration: duration
        }
    }

    /// `name` or `name:port`, and the space behind it.
    private mutating func readHost(_ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
        let space = ByteSearch.first(0x20, in: text, from: at, to: end)
        guard space > at, space < end else { return false }
        host = AccessLogLine.withoutPort(text, at..<space)
        at = space + 1
        return true
    }

    /// `ip ident auth [time] "METHOD target protocol" status bytes`; some hosts put `(0.25s)` behind the time.
    private mutating func readCommon(_ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
        let space = ByteSearch.first(0x20, in: text, from: at, to: end)
        guard space > at, space < end else { return false }
        ip = at..<space
        let open = ByteSearch.first(0x5B, in: text, from: space, to: end)
        let close = ByteSearch.first(0x5D, in: text, from: open, to: end)
        guard open > space + 1, close < end, text[open - 1] == 0x20 else { return false }
        let identEnd = min(open, ByteSearch.first(0x20, in: text, from: space + 1, to: open))
        ident = space + 1..<identEnd
        auth = min(identEnd + 1, open - 1)..<open - 1
        time = open + 1..<close
        at = close + 1
        if at + 1 < end, text[at + 1] == 0x28 {
            let closing = ByteSearch.first(0x29, in: text, from: at, to: end)
            guard closing < end, text[closing - 1] == 0x73 else { return false }
            duration = at + 2..<closing - 1
            at = closing + 1
        }
        guard let request = AccessLogLine.quoted(text, &at, end) else { return false }
        splitRequest(text, request)
        guard let status = AccessLogLine.word(text, &at, end), AccessLogLine.isStatus(text, status),
            let bytes = AccessLogLine.word(text, &at, end),
            text[bytes.lowerBound] == 0x2D || bytes.allSatisfy({ text[$0] &- 0x30 < 10 })
        else { return false }
        self.status = status
        self.bytes = bytes
        return true
    }

    /// ` "referrer" "agent"`; what follows is not looked at.
    private mutating func readReferrerAndAgent(_ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
        guard let referrer = AccessLogLine.quoted(text, &at, end) else { return false }
        self.referrer = referrer
        guard let agent = AccessLogLine.quoted(text, &at, end) else { return false }
        self.agent = agent
        return true
    }

    /// `[type ]time balancer client:port target:port seconds seconds seconds status status bytes bytes "request" "agent"`
    private mutating func readBalanced(
        _ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int, hasType: Bool
    ) -> Bool {
        var words: [12 of Range<Int>] = .init(repeating: 0..<0)
        // The line as if a space stood before its first word.
        at -= 1
        for index in (hasType ? 0 : 1)..<12 {
            guard let word = AccessLogLine.word(text, &at, end, isFirst: index == (hasType ? 0 : 1)) else {
                return false
            }
            words[index] = word
        }
        time = words[1]
        ip = AccessLogLine.withoutPort(text, words[3])
        duration = words[6]
        status = words[8]
        targetStatus = words[9]
        bytes = words[11]
        let isTime = time.count >= 19 && text[time.lowerBound + 10] == 0x54
        let hasNoStatus = status.count == 1 && text[status.lowerBound] == 0x2D
        guard isTime, hasNoStatus || AccessLogLine.isStatus(text, status), !ip.isEmpty,
            let request = AccessLogLine.quoted(text, &at, end)
        else { return false }
        splitRequest(text, request)
        host = AccessLogLine.hostOfURL(text, target)
        if let agent = AccessLogLine.quoted(text, &at, end) { self.agent = agent }
        return true
    }

    private mutating func splitRequest(_ text: UnsafePointer<UInt8>, _ request: Range<Int>) {
        let methodEnd = ByteSearch.first(0x20, in: text, from: request.lowerBound, to: request.upperBound)
        guard methodEnd > request.lowerBound, methodEnd < request.upperBound,
            (request.lowerBound..<methodEnd).allSatisfy({ text[$0] >= 0x41 && text[$0] <= 0x5A })
        else { return }
        method = request.lowerBound..<methodEnd
        var last = request.upperBound
        while last > methodEnd, text[last - 1] != 0x20 { last -= 1 }
        // `HTTP 1.1` stands for `HTTP/1.1` in some logs.
        if last - 5 > methodEnd, text[last] == 0x31 || text[last] == 0x32, AccessLogLine.isHTTP(text, last - 5) {
            last -= 5
        }
        // Without a protocol (HTTP/0.9) the only space is the one behind the method; a target may hold spaces.
        let hasProtocol =
            last > methodEnd + 1 && request.upperBound - last >= 5 && AccessLogLine.isHTTP(text, last)
            && (text[last + 4] == 0x2F || text[last + 4] == 0x20)
        if hasProtocol { `protocol` = last..<request.upperBound }
        target = methodEnd + 1..<(hasProtocol ? last - 1 : request.upperBound)
    }

    private static func isHTTP(_ text: UnsafePointer<UInt8>, _ at: Int) -> Bool {
        text[at] == 0x48 && text[at + 1] == 0x54 && text[at + 2] == 0x54 && text[at + 3] == 0x50
    }

    private static func isStatus(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        range.count == 3 && range.allSatisfy { text[$0] &- 0x30 < 10 }
    }

    /// A space and the word behind it.
    private static func word(
        _ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int, isFirst: Bool = false
    ) -> Range<Int>? {
        guard at < end, isFirst || text[at] == 0x20 else { return nil }
        let start = at + 1
        at = ByteSearch.first(0x20, in: text, from: start, to: end)
        return at > start ? start..<at : nil
    }

    /// A space and the quoted text behind it.
    ///
    /// A quote ends a text if it is not escaped and a space or the line's end follows; the last one may be missing.
    private static func quoted(_ text: UnsafePointer<UInt8>, _ place: inout Int, _ end: Int) -> Range<Int>? {
        guard place + 1 < end, text[place] == 0x20, text[place + 1] == 0x22 else { return nil }
        let open = place + 1
        var at = open + 1
        while true {
            at = ByteSearch.first(0x22, in: text, from: at, to: end)
            if at >= end {
                place = end
                return open + 1..<end
            }
            var backslashes = 0
            while text[at - 1 - backslashes] == 0x5C { backslashes += 1 }
            if backslashes % 2 == 0, at + 1 == end || text[at + 1] == 0x20 {
                place = at + 1
                return open + 1..<at
            }
            at += 1
        }
    }

    /// `a.example:80` without its port; an address with colons of its own stays whole unless it stands in brackets.
    private static func withoutPort(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard let first = range.first(where: { text[$0] == 0x3A }), let last = range.last(where: { text[$0] == 0x3A })
        else { return range }
        let isBracketed = text[last - 1] == 0x5D
        return first == last || isBracketed ? range.lowerBound..<last : range
    }

    private static func hostOfURL(_ text: UnsafePointer<UInt8>, _ target: Range<Int>) -> Range<Int> {
        let colon = ByteSearch.first(0x3A, in: text, from: target.lowerBound, to: target.upperBound)
        guard colon + 3 < target.upperBound, text[colon + 1] == 0x2F, text[colon + 2] == 0x2F else { return 0..<0 }
        let end = ByteSearch.first(0x2F, or: 0x3F, in: text, from: colon + 3, to: target.upperBound)
        return withoutPort(text, colon + 3..<end)
    }
}
