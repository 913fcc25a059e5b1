import Analytics
import Testing

@testable import Decoding

@Suite struct ColumnsTests {
    @Test func `a table between blanks has a header and leading blanks`() throws {
        let text = """
             customer_id  date number_of_cds  dollar_value
             00001 19970101  1   11.77
             00002 19970112  1   12.00
             00002 19970112  5
             00003\t19970102  2   NA
            <<<<<<< HEAD
             customer_id  date number_of_cds  dollar_value
             00004 19970103  2   3.10

            """
        let schema = try detected(text)
        #expect(schema.format == .columns)
        #expect(schema.mapping.time == "date")
        #expect(schema.mapping.user == "customer_id")
        let driver = try decodedAtEverySplit(text, ["number_of_cds", "dollar_value"])
        #expect(driver.events.map(\.values) == [["1", "11.77"], ["1", "12.00"], ["2", ""], ["2", "3.10"]])
        #expect(driver.events.map(\.name) == ["row", "row", "row", "row"])
        #expect(driver.tally.rejected == [.wrongColumnCount: 1, .conflictMarker: 1])
        #expect(driver.tally.lines == 8)
    }

    @Test func `a table without names gets a user, a time and an event by their values`() throws {
        let rows = (0..<40).map { "u\($0 % 7) \(19_970_101 + $0 % 28) \(["view", "buy"][$0 % 2]) \(Double($0) / 4)" }
        let schema = try detected(rows.joined(separator: "\n"))
        #expect(schema.format == .columns)
        #expect(schema.columns == ["column1", "column2", "column3", "column4"])
        #expect(schema.mapping.time == "column2")
        #expect(schema.mapping.user == "column1")
        #expect(schema.mapping.event == "column3")
    }

    @Test func `a time with a blank in it fills two columns under one name`() throws {
        let text = "time user event\n2015-05-17 10:05:03 a view\n2015-05-17 10:05:04 b \"long view\"\n"
        let driver = try decodedAtEverySplit(text, ["user"])
        #expect(driver.events.map(\.time) == [0, 1].map { TimestampParserTests.instant + $0 * 1_000_000 })
        #expect(driver.events.map(\.name) == ["view", "long view"])
    }

    @Test func `rows may have names of their own`() throws {
        let text = "\"user\" \"time\" \"event\"\n\"1\" \"a\" 1431857103 \"view\"\n\"2\" \"b\" 1431857104 \"buy\"\n"
        let schema = try detected(text)
        #expect(schema.columns == ["row", "user", "time", "event"])
        let driver = try decodedAtEverySplit(text, ["user", "row"])
        #expect(driver.events.map(\.values) == [["a", "1"], ["b", "2"]])
        #expect(driver.tally.rejected.isEmpty)
    }

    @Test func `prose is no table`() {
        let text = "it was a dark night\nand no one knew why\nthe rain fell down there\n"
        #expect(throws: DetectionError.unknownFormat(firstLine: "it was a dark night")) { try detected(text) }
    }
}
