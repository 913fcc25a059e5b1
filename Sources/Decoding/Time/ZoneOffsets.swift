/// How far the clock of a place is from UTC, for times that carry no zone of their own.
package enum ZoneOffsets: Sendable, Hashable {
    /// Seconds east of UTC.
    case fixed(Int)
    /// A place whose clock changes.
    case table(TimeZoneTable)

    /// Greenwich, all year.
    package static let utc = ZoneOffsets.fixed(0)

    /// Reads `UTC`, `Z`, `+02:00`, `-0530` or `+2`; nil for a name of the time zone database.
    package init?(fixed text: String) {
        if ["utc", "gmt", "z"].contains(text.lowercased()) {
            self = .utc
            return
        }
        let bytes = Array(text.utf8)
        guard let sign = bytes.first, sign == 0x2B || sign == 0x2D else { return nil }
        let digits = bytes.dropFirst().filter { $0 != 0x3A }.map { Int($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let hours: Int
        var minutes = 0
        switch digits.count {
        case 1: hours = digits[0]
        case 2: hours = digits[0] * 10 + digits[1]
        case 4:
            hours = digits[0] * 10 + digits[1]
            minutes = digits[2] * 10 + digits[3]
        default: return nil
        }
        guard hours <= 18, minutes < 60 else { return nil }
        self = .fixed((hours * 3600 + minutes * 60) * (sign == 0x2D ? -1 : 1))
    }

    /// Seconds since 1970 in UTC of a local clock reading given as seconds since 1970 of that clock.
    ///
    /// A reading that occurs twice (the clock went back) means the first of the two; one that never
    /// occurs (the clock went forward) is read with the offset before the change.
    @inline(__always)
    package func utc(local: Int64) -> Int64 {
        switch self {
        case .fixed(let seconds): local - Int64(seconds)
        case .table(let table): table.utc(local: local)
        }
    }
}
