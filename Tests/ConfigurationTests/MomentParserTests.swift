import Analytics
import Configuration
import Expressions
import Testing

@Suite struct MomentParserTests {
    @Test(arguments: [
        ("2026-11-21", "2026-11-21T00:00:00Z"), ("2026-11-21T14:05", "2026-11-21T14:05:00Z"),
        ("2026-11-21T14:05Z", "2026-11-21T14:05:00Z"), ("2026-11-21T14:05:09", "2026-11-21T14:05:09Z"),
        ("2026-11-21T14:05:09Z", "2026-11-21T14:05:09Z"), ("2026-03-01T00:36:00.000Z", "2026-03-01T00:36:00Z"),
        ("2026-11-21T00:30:00+01:00", "2026-11-20T23:30:00Z"),
        ("2026-12-31T23:30-05:30", "2027-01-01T05:00:00Z"), ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("2000-02-29T23:59:59Z", "2000-02-29T23:59:59Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ])
    func `reads dates and times`(text: String, wanted: String) throws {
        #expect(try MomentParser.parse(text).iso8601 == wanted)
    }

    @Test(arguments: [
        (".5Z", 500_000), (".000001", 1), (".1234567899+00:00", 123_456), (".25-00:00", 250_000), (".999999Z", 999_999),
    ])
    func `reads fractions of seconds down to microseconds`(fraction: String, wanted: Int64) throws {
        let second = try MomentParser.parse("2026-11-21T14:00:00Z").microseconds
        #expect(try MomentParser.parse("2026-11-21T14:00:00" + fraction).microseconds == second + wanted)
    }

    @Test(arguments: [
        "", "now", "2026", "2026-11", "2026-1-2", "2026-13-01", "2026-00-10", "2026-02-29", "2100-02-29", "2026-04-31",
        "0000-01-01", "2026-11-21T", "2026-11-21T14", "2026-11-21T24:00", "2026-11-21T14:60", "2026-11-21T14:00:60",
        "2026-11-21 14:00", "2026-11-21T14:00:00.Z", "2026-11-21T14:00:00.5.5Z", "2026-11-21T14:00.5Z",
        "2026-11-21T14:00z", "2026-11-21T14:00+1",
        "2026-11-21T14:00+0100",
        "2026-11-21T14:00ZZ", "2026-11-21Z", "2026-11-21T14:00:", "20261121", "+026-11-21", " 2026-11-21", "２026-11-21",
    ])
    func `refuses what is no date or time`(text: String) throws {
        let error = try #require(throws: ExpressionError.self) { try MomentParser.parse(text) }
        #expect(error.message.hasSuffix("is not a time") && error.length == text.count)
    }
}
