import Analytics
import Testing

@testable import Decoding

@Suite struct JSONInnerValuesTests {
    private func read(_ line: String, _ paths: [String]) -> [String] {
        var schema = InputSchema(format: .jsonl, mapping: FieldNames())
        schema.mapping.time = "ts"
        schema.mapping.user = "ts"
        for path in paths { schema.fields.append(SampledField(path: path, kind: .text)) }
        let input = "{\"ts\":1795219200," + line.dropFirst() + "\n"
        let columns = paths.map { Projection.Column($0, .symbol) }
        let driver = DecodingDriver(Array(input.utf8), schema: schema, projection: Projection(columns: columns))
        #expect(driver.tally.rejected.isEmpty)
        return driver.events.first?.values ?? []
    }

    /// What the sample makes of the same line: every path that has a value.
    private func sampled(_ line: String) -> [String: String] {
        var result: [String: String] = [:]
        for value in JSONSample.values(of: Array(line.utf8)[...]) ?? [] where value.kind != .absent {
            result[value.path] = value.text
        }
        return result
    }

    @Test func `a path leads into a list of keys and values, whatever stands first`() {
        let line =
            #"{"p":[{"key":"a","value":{"string_value":null,"int_value":"5","double_value":null}},"#
            + #"{"value":{"set_at":7,"float_value":1.5},"key":"b"},{"name":"c","value":"x\"y"},{"key":"d","value":null}]}"#
        let paths = ["p.a", "p.b", "p.c", "p.d", "p.a.int_value", "p"]
        #expect(read(line, paths) == ["5", "1.5", "x\"y", "", "5", ""])
        #expect(sampled(line) == ["p": "", "p.a": "5", "p.b": "1.5", "p.c": "x\"y"])
    }

    @Test func `of any other list the first element counts`() {
        let line =
            #"{"h":{"User-Agent":["curl/8","other"]},"items":[{"price":3,"name":"n","sizes":["S","M"]},{"price":4}],"l":[[1]],"e":[]}"#
        let paths = ["h.User-Agent", "items.price", "items.sizes", "items", "l", "e", "items.name"]
        #expect(read(line, paths) == ["curl/8", "3", "S", "", "", "", "n"])
        #expect(
            sampled(line) == [
                "h.User-Agent": "curl/8", "items": "", "items.price": "3", "items.name": "n", "items.sizes": "S",
                "l": "", "e": "",
            ])
    }

    @Test func `a path leads into a string that is an object itself`() {
        let line =
            #"{"p":"{\"$browser\":\"Fire\\\"fox\",\"n\":{\"m\":[1]},\"q\":\"{\\\"deep\\\":true}\",\"\\u0024os\":\"x\"}","s":"{not json}"}"#
        let paths = ["p.$browser", "p.n.m", "p.q.deep", "p.$os", "s.a", "s"]
        #expect(read(line, paths) == ["Fire\"fox", "1", "true", "x", "", "{not json}"])
        #expect(
            sampled(line) == [
                "p.$browser": "Fire\"fox", "p.n.m": "1", "p.q.deep": "true", "p.$os": "x", "s": "{not json}",
            ])
    }

    @Test func `a string with a broken object in it leaves what was there`() {
        let line = #"{"p":{"a":1,"b":2},"p":"{\"a\":5,\"b\":","ok":"{} trailing"}"#
        #expect(read(line, ["p.a", "p.b", "ok"]) == ["1", "2", "{} trailing"])
    }

    @Test func `escaped keys are the keys they mean`() {
        let line = #"{"\u0024browser":"a","caf\u00e9":{"\ud83d\ude00":"b"}}"#
        #expect(read(line, ["$browser", "café.😀"]) == ["a", "b"])
        #expect(sampled(line) == ["$browser": "a", "café.😀": "b"])
    }

    @Test func `texts inside texts end somewhere`() {
        var text = #"{"x":1}"#
        for _ in 0..<5 {
            text = #"{"x":""# + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + #""}"#
        }
        let within = read(text, ["x", "x.x", "x.x.x", "x.x.x.x"])
        #expect(within.allSatisfy { $0.hasPrefix("{") })
        #expect(read(text, ["x.x.x.x.x"]) == [""])
    }

    @Test func `what one thing in a list is called does not name the event`() throws {
        let schema = try FormatDetection.detect(
            sample: Array(#"{"ts":1795219200,"user_id":"u","items":[{"name":"Widget","amount":4}]}"#.utf8),
            description: InputDescription()
        ).get()
        #expect(schema.mapping.event == nil)
        #expect(schema.mapping.revenue == nil)
        #expect(schema.resolve("amount") == ["items.amount"])
    }
}
