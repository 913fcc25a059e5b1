import Analytics
import Testing

@testable import Decoding

@Suite struct DelimitedFormsTests {
    @Test(arguments: ["^", "~", ":", "\u{1}", "#", "\u{1F}", "!"]) func `any sign that makes an even table separates`(
        delimiter: String
    ) throws {
        let rows = (0..<6).map { ["143185710\($0)", "user \($0 % 3)", ["view", "buy"][$0 % 2], "1.5"] }
        for header in [[["ts", "user", "event", "price"]], []] {
            let text = (header + rows).map { $0.joined(separator: delimiter) + "\n" }.joined()
            let schema = try detected(text)
            #expect(schema.format == .csv)
            #expect(schema.delimiter == Array(delimiter.utf8)[0])
            #expect(schema.columns.count == 4)
            let driver = try decodedAtEverySplit(text, [])
            #expect(driver.events.map(\.name) == ["view", "buy", "view", "buy", "view", "buy"])
            #expect(Set(driver.events.map(\.user)).count == 3)
        }
    }

    @Test func `a colon inside times does not separate`() throws {
        let text = "time;user\n2015-05-17 10:05:03;a\n2015-05-17 10:05:04;b\n"
        #expect(try detected(text).delimiter == 0x3B)
        let log = (0..<9).map { "2015-05-17 10:05:0\($0) [a] said: something" }.joined(separator: "\n")
        #expect(throws: DetectionError.self) { try detected(log) }
    }

    @Test func `a spreadsheet may name its delimiter, and commas then stay in numbers`() throws {
        let text = "\u{FEFF}sep=;\r\ntime;user;total\r\n17-05-2015 9:05;a;1,5\r\n17-05-2015 9:06;b;2,5\r\n"
        let schema = try detected(text)
        #expect(schema.delimiter == 0x3B)
        let driver = try decodedAtEverySplit(text, ["total"])
        #expect(driver.events.map(\.values) == [["1,5"], ["2,5"]])
        #expect(driver.tally.rejected.isEmpty)
        #expect(driver.tally.lines == 4)
    }

    @Test func `names may come twice, be missing or have spaces around them`() throws {
        let text = ",time , user,note,note,\n0,1431857103,a,x,y,\n1,1431857104,b,z,,\n"
        let schema = try detected(text)
        #expect(schema.columns == ["column1", "time", "user", "note", "note.2", "column6"])
        let driver = try decodedAtEverySplit(text, ["note", "note.2", "column1"])
        #expect(driver.events.map(\.values) == [["x", "y", "0"], ["z", "", "1"]])
        #expect(driver.tally.rejected.isEmpty)
    }

    @Test func `a header in the middle of concatenated files is passed over`() throws {
        let part = "\u{FEFF}ts,\"user\",event\r\n1431857103,a,view\r\n"
        let driver = try decodedAtEverySplit(part + part + "\nuser,ts,event\n" + part, [])
        #expect(driver.events.count == 3)
        #expect(driver.tally.rejected == [.badTime: 1])
        #expect(driver.tally.lines == 8)
    }

    @Test func `a file that goes on without a header loses nothing`() throws {
        let schema = try detected("ts,user,event\n1431857103,a,view\n")
        let driver = DecodingDriver(
            Array("1431857104,b,view\n1431857105,c,view\n".utf8), schema: schema, projection: Projection())
        #expect(driver.events.count == 2)
    }

    @Test func `conflict markers are rejected as what they are`() throws {
        let text =
            "ts,user,event\n1431857103,a,view\n<<<<<<< HEAD\n1431857104,a,view\n||||||| base\n=======\r\n1431857105,b,view\n"
            + ">>>>>>> 0123abc\n1431857106,b,view\n<<<<<<<x,y,z\n"
        let driver = try decodedAtEverySplit(text, [])
        #expect(driver.events.count == 4)
        #expect(driver.tally.rejected == [.conflictMarker: 4, .badTime: 1])
        #expect(driver.tally.examples.map(\.line) == [3, 5, 6, 8, 10])
    }

    @Test func `rows that have one field more than names have names of their own`() throws {
        let text = "\"time\",\"user\"\n\"1\",1431857103,\"a\"\n\"2\",1431857104,\"b\"\n\"3\",1431857105,\"b\"\n"
        let schema = try detected(text)
        #expect(schema.columns == ["row", "time", "user"])
        let driver = try decodedAtEverySplit(text, ["row"])
        #expect(driver.events.map(\.values) == [["1"], ["2"], ["3"]])
        #expect(driver.tally.rejected.isEmpty)
    }

    @Test func `date and clock in two columns are one time`() throws {
        let text = "date,time,user,event\n5/17/2015,9:05:03,a,view\n5/17/2015,10:05:03,a,view\n"
        let driver = try decodedAtEverySplit(text, [])
        #expect(driver.events.map { iso($0.time) } == ["2015-05-17T09:05:03Z", "2015-05-17T10:05:03Z"])
    }

    @Test func `a row cut off at the end counts while time, user and event are there`() throws {
        let start = "ts,user,event,note\n1431857103,a,view,x\n"
        #expect(try decodedAtEverySplit(start + "1431857104,b,vi", []).events.map(\.name) == ["view", "vi"])
        #expect(try decodedAtEverySplit(start + "1431857104,b", []).tally.rejected == [.wrongColumnCount: 1])
        #expect(try decodedAtEverySplit(start + "1431857104,b,view,\"no", []).tally.rejected == [.malformed: 1])
    }

    @Test func `text without names and times in the first row has no header`() throws {
        let rows = (0..<30).map {
            "\($0 % 4 + 100),\(2_268_318 + $0),\(["pv", "buy", "cart"][$0 % 3]),\(1_511_544_070 + $0)"
        }
        let schema = try detected(rows.joined(separator: "\n"))
        #expect(schema.columns == ["column1", "column2", "column3", "column4"])
        #expect(schema.mapping.user == "column1")
        #expect(schema.mapping.event == "column3")
        #expect(schema.mapping.time == "column4")
    }

    @Test func `a few rows without names are enough where their words are those of events`() throws {
        let rows = [
            "2026-01-01T00:00:00Z,u1,page_view", "2026-01-01T00:01:00Z,u1,add_to_cart",
            "2026-01-01T00:02:00Z,u2,page_view",
        ]
        for count in 2...3 {
            let schema = try detected(rows.prefix(count).joined(separator: "\n") + "\n")
            #expect(schema.mapping.event == "column3" && schema.mapping.user == "column2", "\(count)")
        }
        // Names of people before the events.
        let people = ["1767225600;alice;view", "1767225601;alice;buy", "1767225602;bob;view", "1767225603;carl;view"]
        let schema = try detected(people.joined(separator: "\n") + "\n")
        #expect(schema.mapping.event == "column3" && schema.mapping.user == "column2")
    }

    @Test(arguments: [
        "time,user,event,note\n2026-01-01T00:00:00Z,u1,view,\"one\ntwo\"\n",
        "note,user,event\n\"a\n\nb\",u1,view\n", "user,event,note\nu1,view,\"x\ny, z\"",
        "\"the\nnote\",time,user,event\nx,2026-01-01,u1,view\n",
    ]) func `a table of one row may have a line end inside a field`(text: String) throws {
        let schema = try detected(text)
        #expect(schema.format == .csv && schema.mapping.user == "user" && schema.mapping.event == "event")
        let driver = DecodingDriver(
            Array(text.utf8) + (text.hasSuffix("\n") ? [] : [0x0A]), schema: schema, projection: Projection())
        #expect(driver.events.map(\.name) == ["view"] && driver.tally.rejected.isEmpty)
    }

    @Test func `a line of NUL bytes is no blank line`() throws {
        let text = "time,user,event\n2026-01-01,u1,view\n\0\0\0\n\n2026-01-01,u2,view\n"
        let schema = try detected(text)
        let driver = DecodingDriver(Array(text.utf8), schema: schema, projection: Projection())
        #expect(driver.events.count == 2 && driver.tally.rejected == [.binary: 1] && driver.tally.lines == 5)
        let log = "ts=2026-01-01 user=a event=b\n\0\0\nts=2026-01-01 user=a event=b\n"
        let other = DecodingDriver(Array(log.utf8), schema: try detected(log), projection: Projection())
        #expect(other.events.count == 2 && other.tally.rejected == [.binary: 1])
    }
}
