import Analytics
import Testing

@testable import Decoding

@Suite struct DelimitedTests {
    static let columns: [Projection.Column] = [
        .init("page", .symbol), .init("revenue", .number), .init("note", .symbol),
    ]

    static let good =
        "ts,user_id,event,page,revenue,note\r\n"
        + "2026-11-21T00:00:00Z,u1,view,https://a.example/p?x=1,,\"said \"\"hi\"\", left\"\r\n"
        + "2026-11-21 00:00:01,u2,view,/q,12.5,\"two\nlines\"\n"
        + "\n"
        + "2026-11-21 00:00:02,u3,buy,NULL,\"7\",5\" screen\n"
        + "2026-11-21 00:00:03,u4,buy\n"
        + "2026-11-21 00:00:04,u5,buy,,,,,\n"

    @Test func `case 24: reads quotes, embedded line ends, ragged rows and absent values`() throws {
        let driver = try DecodingDriver(DelimitedTests.good, columns: DelimitedTests.columns)
        #expect(driver.tally.rejected.isEmpty)
        #expect(driver.events.map(\.name) == ["view", "view", "buy", "buy", "buy"])
        #expect(
            driver.events.map(\.values) == [
                ["/p", "-", "said \"hi\", left"], ["/q", "12.5", "two\nlines"], ["", "7.0", "5\" screen"],
                ["", "-", ""], ["", "-", ""],
            ])
        #expect(driver.tally.lines == 8)
    }

    @Test func `rows of another width, open quotes and bad times are rejected with their lines`() throws {
        let input =
            "ts,user,event,note\n2026-11-21,u1,a,x\n2026-11-21,u1\n2026-11-21,u1,a,x,extra\nsoon,u1,a,x\n2026-11-21,,a,x\n"
            + "2026-11-21,u\u{0}1,a,x\n2026-11-21,u1,a,\"open\n2026-11-21,u2,a,x\n"
        let driver = try DecodingDriver(input, columns: [.init("note", .symbol)])
        #expect(
            driver.tally.rejected == [.wrongColumnCount: 2, .badTime: 1, .noUser: 1, .binary: 1, .malformed: 1])
        #expect(driver.tally.examples.map(\.line) == [3, 4, 5, 6, 7, 8])
        #expect(driver.events.count == 2)
    }

    @Test func `a rejected line is shown without its line end`() throws {
        let input = "ts,user,event\r\nsoon,u1,a\r\n2026-11-21,u1,a\r\nlater,\"u1\",a\n"
        let driver = try DecodingDriver(input, columns: [])
        #expect(driver.tally.examples.map(\.text) == ["soon,u1,a", "later,\"u1\",a"])
    }

    @Test func `a quote left open costs one line, not the rest of the file`() throws {
        let rows = (0..<5000).map { "2026-11-21,u\($0),a,some text to fill the row" }.joined(separator: "\n")
        let input = "ts,user,event,note\n2026-11-21,u1,a,\"open\n\(rows)\n"
        let driver = try DecodingDriver(input, columns: [.init("note", .symbol)])
        #expect(driver.tally.rejected == [.tooLong: 1])
        #expect(driver.events.count == 5000)
    }

    @Test func `every split gives the same events`() throws {
        let input = Array((DelimitedTests.good + "x,\"\n2026-11-21,u9,z,,,\"a\"\"b\"\n").utf8)
        let schema = try FormatDetection.detect(sample: input, description: InputDescription()).get()
        let projection = Projection(columns: DelimitedTests.columns)
        let whole = DecodingDriver(input, schema: schema, projection: projection)
        for chunk in 1...input.count {
            let split = DecodingDriver(input, schema: schema, projection: projection, chunk: chunk)
            #expect(split.events == whole.events, "chunk \(chunk)")
            #expect(split.tally == whole.tally, "chunk \(chunk)")
        }
    }

    @Test(arguments: ["\t", ";", "|", ","]) func `any delimiter is found`(delimiter: Character) throws {
        let rows =
            ["time", "host", "url"].joined(separator: String(delimiter))
            + "\n"
            + (0..<5).map { ["80457120\($0)", "h\($0)", "/a"].joined(separator: String(delimiter)) }.joined(
                separator: "\n")
        let driver = try DecodingDriver(rows, columns: [.init("page", .symbol)])
        #expect(driver.events.count == 5)
        #expect(driver.events[0].values == ["/a"])
        #expect(driver.events[0].name == "row")
    }

    @Test func `columns can be named where there is no header`() throws {
        var description = InputDescription()
        description.columns = ["user", "item", "category", "event", "time"]
        let driver = try DecodingDriver(
            "1,2268318,2520377,pv,1511544070\n1,2333346,2520771,pv,1511561733\n", description,
            columns: [.init("item", .symbol)])
        #expect(driver.events.map(\.values) == [["2268318"], ["2333346"]])
        #expect(driver.events.map(\.name) == ["pv", "pv"])
        var noHeader = InputDescription()
        noHeader.hasNoHeader = true
        noHeader.fields.user = "column1"
        noHeader.fields.event = "column4"
        let other = try DecodingDriver(
            "1,2268318,2520377,pv,1511544070\n1,2333346,2520771,pv,1511561733\n", noHeader, columns: [])
        #expect(other.events.map(\.name) == ["pv", "pv"])
    }
}
