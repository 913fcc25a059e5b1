import Analytics
import SeededNumbers
import Testing

@testable import Decoding

@Suite struct JSONLinesTests {
    static let columns: [Projection.Column] = [
        .init("country", .symbol), .init("page", .symbol), .init("revenue", .number), .init("session", .key),
        .init("properties.experiment.cta", .symbol), .init("event", .symbol),
    ]

    static let good = #"""
        {"ts":"2026-11-21T00:00:00.000Z","user_id":"u1","event":"viewed","session_id":"s1","properties":{"page":"https://a.example/p/1?x=1#y","country":"GB","revenue":12.5,"experiment":{"cta":"B"}}}
        {"ts":1795219200400,"user_id":12,"event":"caf\u00e9","properties":{"country":"D\"E","list":[1,{"country":"no"},[]],"properties":{"country":"no"}}}

        {"properties":{"revenue":"7","page":""},"user_id":"12","ts":"2026-11-21 00:00:01","properties.country":"FR","nothing":null,"event":"a","event":"b"}

        """#

    @Test func `finds nested fields in any order, with the last of duplicates`() throws {
        let driver = try DecodingDriver(JSONLinesTests.good, columns: JSONLinesTests.columns)
        #expect(driver.tally.rejected.isEmpty)
        #expect(driver.events.map(\.name) == ["viewed", "café", "b"])
        #expect(driver.events.map(\.time) == [1_795_219_200_000_000, 1_795_219_200_400_000, 1_795_219_201_000_000])
        let session = Hash64.mixed(Hash64.hash("s1"), Hash64.hash("u1"))
        #expect(driver.events[0].values == ["GB", "/p/1", "12.5", "\(session)", "B", "viewed"])
        #expect(driver.events[1].values.prefix(3) == ["D\"E", "", "-"])
        #expect(driver.events[2].values.prefix(3) == ["FR", "", "7.0"])
    }

    @Test func `a number and a text of the same digits are the same user`() throws {
        let driver = try DecodingDriver(JSONLinesTests.good, columns: [])
        #expect(driver.events[1].user == driver.events[2].user)
        #expect(driver.events[0].user == Hash64.hash("u1"))
    }

    static let hostile: [(String, RejectReason?)] = [
        (#"{"ts":1795219200,"user_id":"a","event":"e"}"#, nil),
        (#"{"ts":1795219200,"user_id":"a","event":"e"} x"#, .malformed),
        (#"{"ts":1795219200,"user_id":"a","event":"e"}}"#, .malformed),
        (#"{"ts":1795219200,"user_id":"a","event":"e","#, .malformed),
        (#","more":1}"#, .malformed),
        (#"{"ts":1795219200,"user_id":"a","event":"#, .malformed),
        (#"{"user_id":"a"}"#, .noTime),
        (#"{"ts":1795219200,"user_id":"a","event":"unclosed}"#, .malformed),
        (#"{"ts":1795219200,"user_id":"a","x":tru}"#, .malformed),
        (#"{"ts":1795219200,"user_id":"a","x":01}"#, .malformed),
        (#"{"ts":1795219200,"user_id":"a","x":[1,2}"#, .malformed),
        (#"{"ts":1795219200,"user_id":"\q"}"#, .malformed),
        (#"["ts"]"#, .malformed),
        ("garbage", .malformed),
        (#"{"ts":"yesterday","user_id":"a"}"#, .badTime),
        (#"{"ts":1795219200,"user_id":""}"#, .noUser),
        (#"{"ts":1795219200,"user_id":null}"#, .noUser),
        ("{\"ts\":1795219200,\"user_id\":\"a\u{0}b\"}", .binary),
        ("{\"ts\":1795219200,\"user_id\":\"\(String(repeating: "a", count: 70_000))\"}", .tooLong),
        (String(repeating: "{\"a\":", count: 100) + "1" + String(repeating: "}", count: 100), .malformed),
        (#"{"ts":1795219200,"user_id":"\ud800 x","event":"e"}"#, nil),
        (#"{"t\u0073":1795219200,"user_id":"a","event":"e"}"#, nil),
        ("\u{0}\u{0}\u{0}{\"ts\":1795219200,\"user_id\":\"a\",\"event\":\"e\"}", nil),
        ("  {\"ts\": 1795219200 ,\t\"user_id\" : \"a\" , \"event\" : \"e\" }\r", nil),
        (#"{"ts":1795219200,"user_id":"z","event":"last"}"#, nil),
    ]

    @Test(arguments: 0..<hostile.count) func `every kind of bad line has its reason and harms no other`(index: Int)
        throws
    {
        let good = #"{"ts":1795219200,"user_id":"a","event":"e"}"#
        let (line, reason) = JSONLinesTests.hostile[index]
        let driver = try DecodingDriver("\(good)\n\(line)\n\(good)\n", columns: [.init("event", .symbol)])
        #expect(driver.events.count == (reason == nil ? 3 : 2))
        #expect(driver.tally.rejected == (reason.map { [$0: 1] } ?? [:]))
        #expect(driver.tally.lines == 3)
        if let reason {
            let example = try #require(driver.tally.examples.first)
            #expect(example.line == 2)
            #expect(example.reason == reason)
            #expect(example.text.utf8.count <= 200)
            #expect(line.hasPrefix(example.text))
        }
    }

    @Test func `case 21: a line that is no UTF-8 is read all the same, and counted`() {
        var schema = InputSchema(format: .jsonl, mapping: FieldNames())
        schema.mapping.time = "ts"
        schema.mapping.user = "u"
        let bad = Array(#"{"ts":1795219200,"u":"a"#.utf8) + [0xFF] + Array("\"}\n".utf8)
        let input = bad + Array(#"{"ts":1795219200,"u":"a"}"#.utf8)
        let driver = DecodingDriver(input, schema: schema, projection: Projection())
        #expect(driver.tally.rejected == [:])
        #expect(driver.tally.repairedLines == 1)
        #expect(driver.events.map(\.name) == ["row", "row"])
        #expect(driver.events[0].user != driver.events[1].user)
    }

    @Test func `case 21: half a character that is escaped counts as broken where it is read`() {
        var schema = InputSchema(format: .jsonl, mapping: FieldNames())
        schema.mapping.time = "ts"
        schema.mapping.user = "u"
        schema.mapping.event = "e"
        let texts = [#"x\ud800"#, #"\udc00\ud83d"#, #"\ud83d\ude00"#, #"\n"#, #"\\ud800"#]
        var input = texts.flatMap { Array("{\"ts\":1795219200,\"u\":\"a\",\"e\":\"\($0)\"}\n".utf8) }
        // Nobody asks for it.
        input += Array(#"{"ts":1795219200,"u":"a","e":"f","other":"\ud800"}"#.utf8)
        let driver = DecodingDriver(input, schema: schema, projection: Projection())
        #expect(driver.events.map(\.name) == ["x\u{FFFD}", "\u{FFFD}\u{FFFD}", "\u{1F600}", "\n", #"\ud800"#, "f"])
        #expect(driver.tally.repairedLines == 2)
        #expect(driver.tally.rejected == [:])
    }

    @Test(arguments: [
        (InputFormat.jsonl, #"{"time":1795219200,"user":"a"}"#), (.csv, "1795219200,a"),
        (.logfmt, "time=1795219200 user=a"),
    ])
    func `case 22: NUL bytes before a record are passed over and counted`(format: InputFormat, line: String) {
        var schema = InputSchema(format: format, mapping: FieldNames())
        schema.columns = ["time", "user"]
        schema.mapping.time = "time"
        schema.mapping.user = "user"
        let text = Array((line + "\n").utf8)
        let nulls = [UInt8](repeating: 0, count: 3)
        // A line of nothing else is rejected, and so not counted twice.
        let driver = DecodingDriver(
            nulls + text + text + [0] + text + nulls + [0x0A], schema: schema, projection: Projection())
        #expect(driver.events.count == 3)
        #expect(driver.tally.nullBytes == 4)
        #expect(driver.tally.rejected == [.binary: 1])
    }

    @Test func `case 21: what is broken in a text becomes what Swift makes of it`() {
        var schema = InputSchema(format: .jsonl, mapping: FieldNames())
        schema.mapping.time = "ts"
        schema.mapping.user = "u"
        schema.mapping.event = "e"
        var random = SeededGenerator(seed: 21)
        // Parts of characters, whole ones, and what can never be one.
        let parts: [[UInt8]] = [
            [0x61], [0xC3, 0xBC], [0xC3], [0xBC], [0xE2, 0x82, 0xAC], [0xE2, 0x82], [0xE2], [0xF0, 0x9F, 0x98, 0x80],
            [0xF0, 0x9F, 0x98], [0xF0, 0x9F], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xFF], [0xF4, 0x90, 0x80, 0x80],
            [0xE0, 0x80, 0xAF], [0x5C, 0x6E],
        ]
        var input: [UInt8] = []
        var expected: [String] = []
        var repaired = 0
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0..<6, using: &random)).flatMap { _ in
                parts[Int.random(in: parts.indices, using: &random)]
            }
            let name = [0x6E] + text
            input += Array(#"{"ts":1795219200,"u":"a","e":""#.utf8) + name + Array("\"}\n".utf8)
            expected.append(String(decoding: name, as: UTF8.self).replacing("\\n", with: "\n"))
            if String(validating: name, as: UTF8.self) == nil { repaired += 1 }
        }
        let driver = DecodingDriver(input, schema: schema, projection: Projection())
        #expect(driver.tally.rejected == [:])
        #expect(driver.tally.repairedLines == repaired)
        #expect(driver.events.map(\.name) == expected)
    }

    @Test func `case 21: rows of other formats that are no UTF-8 are counted too`() throws {
        let rows =
            Array("time,user,event\n2026-11-20T00:00:00Z,a,caf".utf8) + [0xE9]
            + Array("\n2026-11-20T00:00:01Z,b,tea\n".utf8)
        let csv = try FormatDetection.detect(sample: rows, description: InputDescription()).get()
        let body = Array(rows.dropFirst(csv.headerLength))
        let driver = DecodingDriver(body, schema: csv, projection: Projection())
        #expect(driver.events.map(\.name) == ["caf\u{FFFD}", "tea"])
        #expect(driver.tally.repairedLines == 1)
        let line = Array("time=2026-11-20T00:00:00Z user=a event=".utf8) + [0xE9, 0x0A]
        let logfmt = InputSchema(format: .logfmt, mapping: csv.mapping)
        let second = DecodingDriver(line, schema: logfmt, projection: Projection())
        #expect(second.events.count == 1)
        #expect(second.tally.repairedLines == 1)
    }

    @Test func `a byte order mark belongs to the header`() throws {
        let driver = try DecodingDriver("\u{FEFF}" + JSONLinesTests.good, columns: [])
        #expect(driver.events.count == 3)
    }

    @Test func `every split gives the same events`() throws {
        let input = Array(
            (JSONLinesTests.good
                + JSONLinesTests.hostile.filter { $0.0.utf8.count < 1000 }.map(\.0).joined(separator: "\n")).utf8)
        let schema = try FormatDetection.detect(sample: input, description: InputDescription()).get()
        let projection = Projection(columns: JSONLinesTests.columns)
        let whole = DecodingDriver(input, schema: schema, projection: projection)
        #expect(whole.events.count == 9)
        for chunk in 1...200 {
            let split = DecodingDriver(input, schema: schema, projection: projection, chunk: chunk)
            #expect(split.events == whole.events, "chunk \(chunk)")
            #expect(split.tally.rejected == whole.tally.rejected)
            #expect(split.tally.lines == whole.tally.lines)
            #expect(split.tally.examples.prefix(8) == whole.tally.examples.prefix(8))
        }
    }

    @Test func `keeps the last forty events as text`() throws {
        let lines = (0..<1300).map { #"{"ts":1795219200,"user_id":"u\#($0)","event":"e\#($0 % 3)"}"# }
        let driver = try DecodingDriver(lines.joined(separator: "\n"), columns: [])
        #expect(driver.recent.map(\.row) == Array(1260..<1300))
        #expect(driver.recent.last?.user == "u1299")
        #expect(driver.recent.last?.line == lines.last)
    }
}
