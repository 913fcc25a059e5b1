import Analytics

/// Reads the times of event data: see `microseconds(_:count:)` for the forms.
///
/// Remembers the last date, ISO or of a common log, because neighbouring events share it. A value per thread.
package struct TimestampParser: Sendable {
    /// For times that carry no zone.
    package var zone: ZoneOffsets
    /// A time without a zone was read since this was last made false.
    var hasReadLocalTime = false
    private var cachedDate: UInt64 = 0
    private var cachedDay: UInt16 = 0
    private var cachedStart: Int64 = 0
    /// Of the common log's `17/May/2015:10:05:03 +0000`: two overlapping words of the date, one of the zone.
    private var cachedLogDate: (UInt64, UInt64) = (0, 0)
    private var cachedLogZone: UInt64 = 0
    private var cachedLogStart: Int64 = 0

    /// A parser that has seen nothing yet.
    package init(zone: ZoneOffsets = .utc) { self.zone = zone }

    /// Microseconds since 1970, or nil when the text is not a time.
    ///
    /// - ISO 8601: `2026-11-21`, `2026-11-21T10:05:03.123456789+02:00`; space or `T`, 0 to 9 digits of fraction (kept to
    ///   the microsecond, cut), seconds may be missing, `Z`, `+hh:mm`, `+hhmm`, `+hh`, ` UTC`, ` GMT`, or no zone;
    ///   `/` for `-`; an hour without its leading zero.
    /// - Epoch numbers, whole or with a fraction or an exponent. The unit is the one that puts the number into the years
    ///   1971 to 2200: seconds 3.15e7...7.29e9, ms 3.15e10...7.29e12, µs 3.15e13...7.29e15, ns 3.15e16...7.29e18.
    ///   The ranges do not meet; a number outside them is no time.
    /// - `YYYYMMDD` and `YYYYMMDDhhmmss`, which lie between those ranges.
    /// - The common log's `17/May/2015:10:05:03 +0000`, with or without zone and brackets.
    /// - `M/D/YYYY H:mm[:ss][ AM|PM]` and `DD-MM-YYYY[ H:mm[:ss]]`, also with points.
    ///
    /// Parts out of range are refused (month 13, 30 February, hour 24); second 60, a leap second, is read as
    /// the last microsecond of its minute.
    /// - Complexity: O(count); a few ns for an ISO time of the same day as the one before.
    @inline(__always)
    package mutating func microseconds(_ text: UnsafePointer<UInt8>, count: Int) -> Int64? {
        if count >= 19, count <= 40, text[10] == 0x54 || text[10] == 0x20, text[13] == 0x3A, text[16] == 0x3A {
            // 10 bytes of date are inside the text because count >= 19.
            let raw = UnsafeRawPointer(text)
            let date = raw.loadUnaligned(as: UInt64.self)
            let day = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
            if date == cachedDate, day == cachedDay, let value = clockOfCachedDate(text, count) { return value }
        }
        if count == 26, text[2] == 0x2F, text[11] == 0x3A, text[14] == 0x3A, text[17] == 0x3A,
            let value = clockOfCachedLogDate(text)
        {
            return value
        }
        return slow(text, count: count)
    }

    /// The same of a text that stands alone.
    package mutating func microseconds(of text: String) -> Int64? {
        var copy = text
        return copy.withUTF8 { bytes in bytes.baseAddress.flatMap { microseconds($0, count: bytes.count) } }
    }

    @inline(__always)
    private func clockOfCachedLogDate(_ text: UnsafePointer<UInt8>) -> Int64? {
        let raw = UnsafeRawPointer(text)
        guard raw.loadUnaligned(as: UInt64.self) == cachedLogDate.0,
            raw.loadUnaligned(fromByteOffset: 3, as: UInt64.self) == cachedLogDate.1,
            raw.loadUnaligned(fromByteOffset: 18, as: UInt64.self) &>> 16 == cachedLogZone
        else { return nil }
        let hour = TimestampParser.pair(text, 12)
        let minute = TimestampParser.pair(text, 15)
        let second = TimestampParser.pair(text, 18)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return cachedLogStart &+ Int64(hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
    }

    @inline(__always)
    private mutating func clockOfCachedDate(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        let hour = TimestampParser.pair(text, 11)
        let minute = TimestampParser.pair(text, 14)
        let second = TimestampParser.pair(text, 17)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        var time = cachedStart &+ Int64(hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
        var at = 19
        if at < count, text[at] == 0x2E {
            at &+= 1
            var unit: Int64 = 100_000
            let limit = min(count, at &+ 9)
            let first = at
            while at < limit {
                let digit = text[at] &- 0x30
                if digit > 9 { break }
                time &+= Int64(digit) &* unit
                unit /= 10
                at &+= 1
            }
            if at == first { return nil }
        }
        // UTC in its short form, or no zone where that has one offset: everything else takes the long way.
        if at &+ 1 == count, text[at] == 0x5A { return time }
        if at == count, case .fixed(let seconds) = zone {
            hasReadLocalTime = true
            return time &- Int64(seconds) &* 1_000_000
        }
        if at &+ 4 == count, text[at] == 0x20, text[at &+ 1] == 0x55, text[at &+ 2] == 0x54, text[at &+ 3] == 0x43 {
            return time
        }
        return nil
    }

    /// A two-digit number, or 100 and more when the bytes are not digits.
    @inline(__always)
    private static func pair(_ text: UnsafePointer<UInt8>, _ at: Int) -> Int {
        let tens = text[at] &- 0x30
        let units = text[at &+ 1] &- 0x30
        return tens < 10 && units < 10 ? Int(tens &* 10 &+ units) : 100
    }

    @inline(never)
    private mutating func slow(_ text: UnsafePointer<UInt8>, count: Int) -> Int64? {
        var scanner = TimeScanner(text, count: count)
        guard let reading = scanner.reading() else { return nil }
        switch reading {
        case .instant(let microseconds): return microseconds
        case .clock(let days, let secondOfDay, let microsecond, let offset):
            let local = Int64(days) * 86_400 + Int64(secondOfDay)
            let utc = offset.map { local - Int64($0) } ?? zone.utc(local: local)
            if offset == nil { hasReadLocalTime = true }
            if count >= 19, text[4] == 0x2D, text[7] == 0x2D {
                let raw = UnsafeRawPointer(text)
                cachedDate = raw.loadUnaligned(as: UInt64.self)
                cachedDay = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
                cachedStart = Int64(days) * 86_400_000_000
            }
            if count == 26, text[2] == 0x2F, text[11] == 0x3A, text[20] == 0x20, let offset {
                let raw = UnsafeRawPointer(text)
                cachedLogDate = (
                    raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 3, as: UInt64.self)
                )
                cachedLogZone = raw.loadUnaligned(fromByteOffset: 18, as: UInt64.self) &>> 16
                cachedLogStart = (Int64(days) * 86_400 - Int64(offset)) * 1_000_000
            }
            return utc * 1_000_000 + Int64(microsecond)
        }
    }
}
