import Expressions
import Testing

@Suite struct DurationParserTests {
    @Test(
        arguments: [
            ("90s", 90_000_000), ("15m", 900_000_000), ("1h", 3_600_000_000), ("7d", 604_800_000_000),
            ("1h30m", 5_400_000_000),
            ("2w", 1_209_600_000_000), ("250ms", 250_000), ("7us", 7), ("0s", 0), (" 1m ", 60_000_000),
            ("1m500ms", 60_500_000),
        ])
    func `reads lengths of time`(text: String, microseconds: Int64) throws {
        #expect(try DurationParser.parse(text) == TimeSpan(microseconds: microseconds))
    }

    @Test(arguments: ["", "5", "h", "-1h", "1.5h", "1h 30m", "1x", "1h1h", "9223372036854775808us", "15250285w", "１h"])
    func `refuses what is not a length of time`(text: String) {
        #expect(throws: ExpressionError.self) { try DurationParser.parse(text) }
    }

    @Test(arguments: [0, 1, 999, 1000, 1_000_000, 5_400_000_000, 86_399_999_999, 3_155_760_000_000_000])
    func `prints what it reads`(microseconds: Int64) throws {
        let span = TimeSpan(microseconds: microseconds)
        #expect(try DurationParser.parse(FunnelPrinter.text(span)) == span)
    }
}
