/// The changes of one place's clock, read from a file of the time zone database (RFC 8536, "TZif").
package struct TimeZoneTable: Sendable, Hashable {
    /// Seconds since 1970 at which `offsets[i + 1]` begins to hold, ascending.
    private var transitions: [Int64] = []
    /// One more than the transitions: the first holds before them all. Seconds east of UTC.
    private var offsets: [Int] = []
    /// Says what holds behind the last transition.
    private var rule: PosixZoneRule?

    /// Nil when the bytes are not a TZif file or are cut short.
    package init?(tzif bytes: [UInt8]) {
        guard let first = Header(bytes, at: 0) else { return nil }
        guard first.version >= 2 else {
            guard read(bytes, first, timeSize: 4) != nil else { return nil }
            return
        }
        guard let second = Header(bytes, at: first.end(timeSize: 4)),
            let footer = read(bytes, second, timeSize: 8)
        else { return nil }
        let text = bytes[footer...].dropFirst().prefix { $0 != 0x0A }
        rule = PosixZoneRule(Array(text))
    }

    /// Seconds east of UTC at a time in seconds since 1970.
    ///
    /// - Complexity: O(log transitions)
    package func offset(at time: Int64) -> Int {
        if let rule, time >= (transitions.last ?? Int64.min) { return rule.offset(at: time) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return offsets[low]
    }

    /// As `ZoneOffsets.utc(local:)`.
    package func utc(local: Int64) -> Int64 {
        // No clock is more than a day from UTC and none changes twice within two days.
        let before = offset(at: local - 86_400)
        let after = offset(at: local + 86_400)
        let early = local - Int64(max(before, after))
        if offset(at: early) == max(before, after) { return early }
        let late = local - Int64(min(before, after))
        if offset(at: late) == min(before, after) { return late }
        return local - Int64(before)
    }

    private struct Header {
        var version: Int
        var start: Int
        var isUTCCount: Int
        var isStandardCount: Int
        var leapCount: Int
        var timeCount: Int
        var typeCount: Int
        var textCount: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard start + 44 <= bytes.count, Array(bytes[start..<start + 4]) == Array("TZif".utf8) else { return nil }
            func number(_ index: Int) -> Int { TimeZoneTable.integer(bytes, start + 20 + index * 4, 4) }
            self.start = start + 44
            version = bytes[start + 4] == 0 ? 1 : Int(bytes[start + 4]) - 0x30
            isUTCCount = number(0)
            isStandardCount = number(1)
            leapCount = number(2)
            timeCount = number(3)
            typeCount = number(4)
            textCount = number(5)
            let counts = [isUTCCount, isStandardCount, leapCount, timeCount, typeCount, textCount]
            guard counts.allSatisfy({ (0..<100_000).contains($0) }), typeCount > 0 else { return nil }
        }

        func end(timeSize: Int) -> Int {
            start + timeCount * (timeSize + 1) + typeCount * 6 + textCount + leapCount * (timeSize + 4)
                + isStandardCount + isUTCCount
        }
    }

    private static func integer(_ bytes: [UInt8], _ start: Int, _ size: Int) -> Int {
        var value: UInt64 = bytes[start] & 0x80 != 0 && size < 8 ? UInt64.max : 0
        for byte in bytes[start..<start + size] { value = value << 8 | UInt64(byte) }
        return Int(Int64(bitPattern: value))
    }

    /// Fills the table; gives the offset of the footer.
    private mutating func read(_ bytes: [UInt8], _ header: Header, timeSize: Int) -> Int? {
        let end = header.end(timeSize: timeSize)
        guard end <= bytes.count else { return nil }
        let kinds = header.start + header.timeCount * timeSize
        let types = kinds + header.timeCount
        func offset(_ kind: Int) -> Int { TimeZoneTable.integer(bytes, types + kind * 6, 4) }
        offsets = [offset(0)]
        for index in 0..<header.timeCount {
            let kind = Int(bytes[kinds + index])
            guard kind < header.typeCount else { return nil }
            transitions.append(Int64(TimeZoneTable.integer(bytes, header.start + index * timeSize, timeSize)))
            offsets.append(offset(kind))
        }
        return end
    }
}
