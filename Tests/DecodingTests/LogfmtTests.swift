import Analytics
import Testing

@testable import Decoding

@Suite struct LogfmtTests {
    static let good = #"""
        ts=2015-05-17T10:05:03Z level=info event=view user_id=7 page=/a?b=c msg="said \"hi\"\n\u00e9\ud83d\ude00" geo.country=DE
        level=info ts="2015-05-17 10:05:04" user_id=8 event="buy now" paid amount=12.5 empty= geo.country=null
        ts=1431857105 user_id=9 event=x event=view =y "loose words" path="C:\\x" geo.country="null"

        no pairs here
        ts=2015-05-17T10:05:06Z user_id=7 event=view msg="open
        ts=soon user_id=7 event=view
        user_id=7 event=view
        """#

    @Test func `reads pairs, quotes, escapes, bare keys and dotted names`() throws {
        let schema = try detected(LogfmtTests.good)
        #expect(schema.format == .logfmt)
        #expect(schema.mapping.time == "ts")
        #expect(schema.mapping.user == "user_id")
        #expect(schema.mapping.event == "event")
        let driver = try decodedAtEverySplit(
            LogfmtTests.good, ["page", "msg", "country", "paid", "amount", "empty", "path"])
        #expect(driver.events.map(\.name) == ["view", "buy now", "view"])
        #expect(
            driver.events.map(\.values) == [
                ["/a", "said \"hi\"\né😀", "DE", "", "", "", ""], ["", "", "", "true", "12.5", "", ""],
                ["", "", "null", "", "", "", "C:\\x"],
            ])
        #expect(driver.events.map(\.time) == [0, 1, 2].map { TimestampParserTests.instant + $0 * 1_000_000 })
        #expect(driver.tally.rejected == [.malformed: 2, .badTime: 1, .noTime: 1])
        #expect(driver.tally.examples.map(\.line) == [5, 6, 7, 8])
    }

    @Test func `date and time of day may stand apart`() throws {
        let text = "date=2015-05-17 time=10:05:03 user=a event=x\ndate=2015-05-17 time=10:05:04 user=b event=x\n"
        let schema = try detected(text)
        #expect(schema.mapping.time == "date")
        #expect(schema.mapping.timeOfDay == "time")
        let driver = try decodedAtEverySplit(text, [])
        #expect(driver.events.map(\.time) == [0, 1].map { TimestampParserTests.instant + $0 * 1_000_000 })
    }

    @Test(arguments: [
        "2015/05/17 10:05:03 app:", "2015-05-17T10:05:03Z", "[2015-05-17T10:05:03.000Z]", "2015-05-17 10:05:03",
    ])
    func `a time may stand before the pairs`(start: String) throws {
        let text = "\(start) level=info user=a event=x\n\(start) level=info user=b event=y\n2015=1 user=c event=y\n"
        let driver = try decodedAtEverySplit(text, [])
        #expect(driver.events.map(\.time) == [TimestampParserTests.instant, TimestampParserTests.instant])
        #expect(driver.tally.rejected == [.noTime: 1])
    }

    @Test(arguments: [
        "a plain sentence without any pairs", "https://a.example/?a=b&c=d", "x=1, y=2 and so on in prose it goes",
        #"{"a":"b=c d=e"}"#,
    ]) func `other lines are not taken for pairs`(line: String) {
        let sample = InputSample(Array(line.utf8), fileName: nil, zone: .utc)
        #expect(sample.flatMap { FormatProfile.logfmt.recognise($0, InputDescription()) } == nil)
    }
}
