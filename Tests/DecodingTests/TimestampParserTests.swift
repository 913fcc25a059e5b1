import Analytics
import Testing

@testable import Decoding

@Suite struct TimestampParserTests {
    /// 2015-05-17T10:05:03Z.
    static let instant: Int64 = 1_431_857_103_000_000

    @Test(arguments: [
        "2015-05-17T10:05:03Z", "2015-05-17 10:05:03", "2015-05-17T10:05:03", "2015-05-17 10:05:03 UTC",
        "2015-05-17T10:05:03.000Z", "2015-05-17T10:05:03.000000000+00:00", "2015-05-17T12:05:03+02:00",
        "2015-05-17T12:05:03+0200", "2015-05-17T12:05:03+02", "2015-05-17T03:35:03-06:30", "2015-05-17 10:05:03 +0000",
        "2015/05/17 10:05:03", "1431857103", "1431857103.0", "1431857103000", "1431857103000000", "1431857103000000000",
        "1.431857103e9", "1431857103000.0", "1.431857103E12", "17/May/2015:10:05:03 +0000",
        "[17/May/2015:12:05:03 +0200]",
        "17/May/2015:10:05:03", "5/17/2015 10:05:03", "05/17/2015 10:05:03 AM", "17-05-2015 10:05:03",
        "17.05.2015 10:05:03", "17.5.2015 10:05:03 UTC", "20150517100503",
        " 2015-05-17T10:05:03Z ",
    ])
    func `reads every form of the same second`(text: String) {
        #expect(microseconds(text) == TimestampParserTests.instant)
    }

    @Test(arguments: [
        ("2018-01-24 3:12:16", "2018-01-24T03:12:16Z"), ("20150517", "2015-05-17T00:00:00Z"),
        ("5/7/2015 9:05", "2015-05-07T09:05:00Z"), ("5/7/2015", "2015-05-07T00:00:00Z"),
        ("07-05-2015", "2015-05-07T00:00:00Z"), ("07-05-2015 9:05", "2015-05-07T09:05:00Z"),
        ("2015-05-07", "2015-05-07T00:00:00Z"), ("2015-05-07T09:05", "2015-05-07T09:05:00Z"),
        ("5/7/2015 12:05 AM", "2015-05-07T00:05:00Z"), ("5/7/2015 1:05:09 pm", "2015-05-07T13:05:09Z"),
        ("2015-05-17T10:05:03.123456789Z", "2015-05-17T10:05:03.123456Z"),
        ("2015-05-17T10:05:03.5Z", "2015-05-17T10:05:03.500Z"), ("1431857103.25", "2015-05-17T10:05:03.250Z"),
        ("1431857103250", "2015-05-17T10:05:03.250Z"), ("1540919166796.0", "2018-10-30T17:06:06.796Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999Z"), ("2016-02-29T00:00:00Z", "2016-02-29T00:00:00Z"),
        ("2013-11-26 00:03:57.886", "2013-11-26T00:03:57.886Z"),
        ("2017-01-09T09:49:50.000+01:00", "2017-01-09T08:49:50Z"), ("804571201", "1995-07-01T04:00:01Z"),
    ])
    func `keeps the parts of a time`(text: String, expected: String) {
        #expect(microseconds(text).map { Timestamp(microseconds: $0).iso8601 } == expected)
    }

    @Test(arguments: [
        "", " ", "-", "now", "2015-13-01T00:00:00Z", "2015-02-30T00:00:00Z", "2015-02-29", "2015-05-17T24:00:00Z",
        "2015-05-17T10:60:00Z", "2015-05-17T10:05:61Z", "2015-00-01", "2015-05-17T10:05:03.Z", "2015-05-17T10:05:03X",
        "2015-05-17T10:05:03+2:00", "2015-05-17T10:05:03.1234567890Z", "0", "12", "99999999999999999999", "-1431857103",
        "32/May/2015:10:05:03 +0000", "17/Mai/2015:10:05:03", "13/40/2015 10:00", "5/7/15 10:00", "20151301",
        "2015-05-17T10:05:03Zjunk", "1431857103abc", "1.2.3.4", "17.05.15", "17.13.2015", "1.5.2", "e", ".", "1e400",
        "5/7/2015 13:05 PM",
    ])
    func `refuses what is not a time`(text: String) {
        #expect(microseconds(text) == nil)
    }

    @Test func `a remembered date of a log is that of its day and zone alone`() {
        let texts = [
            "17/May/2015:10:05:03 +0000", "17/May/2015:12:05:04 +0200", "17/May/2015:10:05:05 +0000",
            "18/May/2015:10:05:03 +0000", "17/May/2015:10:05:60 +0000", "17/May/2015:24:05:03 +0000",
            "17/May/2015:10:05:03 -0000", "17/May/2015:1a:05:03 +0000", "17/May/2015:10:05:03 +2500",
        ]
        var parser = TimestampParser()
        let times = texts.map { text in
            Array(text.utf8 + Array(repeating: 0, count: 64)).withUnsafeBufferPointer { buffer in
                buffer.baseAddress.flatMap { parser.microseconds($0, count: text.utf8.count) }
            }
        }
        let second: Int64 = 1_000_000
        let start = TimestampParserTests.instant
        #expect(
            times == [
                start, start + second, start + 2 * second, start + 86_400 * second, start + 57 * second - 1, nil, start,
                nil, nil,
            ])
    }

    @Test func `a time without a zone is read with the offset given`() {
        let zone = ZoneOffsets(fixed: "+02:00")
        #expect(zone == .fixed(7200))
        #expect(microseconds("2015-05-17 12:05:03", zone: .fixed(7200)) == TimestampParserTests.instant)
        #expect(microseconds("2015-05-17 10:05:03Z", zone: .fixed(7200)) == TimestampParserTests.instant)
        #expect(ZoneOffsets(fixed: "-0530") == .fixed(-19_800))
        #expect(ZoneOffsets(fixed: "Europe/Berlin") == nil)
    }

    /// Version 2, one listed change, then the rule of Central Europe.
    static let berlin: [UInt8] = {
        let header = Array("TZif2".utf8) + Array(repeating: 0, count: 15)
        let empty = header + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        let one = empty + [0, 0, 0x0E, 0x10, 0, 0] + Array("CET\0".utf8)
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 8]
        // 1996-10-27T01:00:00Z
        let change: [UInt8] = [0, 0, 0, 0, 0x32, 0x72, 0xB9, 0x90]
        let types: [UInt8] = [0, 0, 0x1C, 0x20, 1, 0, 0, 0, 0x0E, 0x10, 0, 4]
        return one + header + counts + change + [1] + types + Array("CEST\0CET".utf8)
            + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8)
    }()

    @Test func `a zone of the database knows summer and winter, gaps and repeated hours`() throws {
        let table = try #require(TimeZoneTable(tzif: TimestampParserTests.berlin))
        func utc(_ text: String) -> String? {
            microseconds(text, zone: .table(table)).map { Timestamp(microseconds: $0).iso8601 }
        }
        #expect(utc("2024-01-15 12:00:00") == "2024-01-15T11:00:00Z")
        #expect(utc("2024-07-15 12:00:00") == "2024-07-15T10:00:00Z")
        // The hour that does not exist is read with the winter offset; of the repeated one the first is meant.
        #expect(utc("2024-03-31 02:30:00") == "2024-03-31T01:30:00Z")
        #expect(utc("2024-03-31 03:30:00") == "2024-03-31T01:30:00Z")
        #expect(utc("2024-10-27 02:30:00") == "2024-10-27T00:30:00Z")
        #expect(utc("2024-10-27 03:30:00") == "2024-10-27T02:30:00Z")
        #expect(utc("1996-10-01 12:00:00") == "1996-10-01T10:00:00Z")
        for count in [0, 10, 44, 60, 90] {
            #expect(TimeZoneTable(tzif: Array(TimestampParserTests.berlin.prefix(count))) == nil)
        }
    }
}
