import SeededNumbers
import Testing

@testable import ByteSources

@Suite struct JSONDocumentTests {
    /// Documents and the lines they become.
    private static let samples: [(text: String, lines: [String])] = [
        (#"[{"a":1},{"b":[2,{"c":"]}"}]}, {"d":"x\"{"}]"#, [#"{"a":1}"#, #"{"b":[2,{"c":"]}"}]}"#, #"{"d":"x\"{"}"#]),
        (#"{"a":1}{"b":2} {"c":3}"#, [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#]),
        (
            "{\n  \"a\": {\n    \"b\": [1,\r\n 2]\n  }\n}\n{\n  \"c\": \"d\"\n}\n",
            [#"{ "a": { "b": [1,\#r 2] } }"#, "", "", "", "", "", #"{ "c": "d" }"#]
        ),
        ("[\n  {\"a\": 1},\n\n  {\"b\": 2}\n]\n", ["", #"{"a": 1}"#, "", #"{"b": 2}"#]),
        (
            #"{"apiKey":"k","batch":[{"a":1},{"b":{"batch":[{}]}}],"sentAt":"2026","x":[{"y":1}]}"# + "\n"
                + #"{"batch":[]}"# + "\n"
                + #"{"events":[{"c":1}]}"#, [#"{"a":1}"#, #"{"b":{"batch":[{}]}}"#, #"{"c":1}"#]
        ),
        (
            "{\n \"batch\": [\n  {\n   \"a\": 1\n  },\n  {\"b\": 2}\n ],\n \"events\": [ {\"c\": 3} ]\n}\n{\"d\":4}",
            ["", "", #"{ "a": 1 }"#, "", "", #"{"b": 2}"#, "", #"{"c": 3}"#, "", #"{"d":4}"#]
        ),
        (#"[{"batch":[{"a":1}]},{"events":[{"b":2}]}]"#, [#"{"a":1}"#, #"{"b":2}"#]),
        ("\u{FEFF}[{\"a\":1}]", [#"{"a":1}"#]),
        ("{\"a\":1},\n{\"b\":2},\n", [#"{"a":1}"#, #"{"b":2}"#]),
    ]

    @Test(arguments: samples.indices)
    func `every split gives one record a line, on the line where it begins`(index: Int) {
        let sample = Self.samples[index]
        let bytes = Array(sample.text.utf8)
        for capacity in [100, 128, 4096] {
            for cut in 0...bytes.count {
                let portions = [Array(bytes[..<cut]), Array(bytes[cut...])]
                let decoded = Decoded.of(portions, capacity: capacity, limit: 90)
                #expect(decoded.lines == sample.lines, "cut \(cut)")
                #expect(decoded.encodings == [.documents])
                #expect(decoded.faults == [])
            }
        }
        for size in [1, 3] {
            let result = run(JSONDocumentTranscoder(), bytes.map { [$0] }, outputSize: size)
            let whole = run(JSONDocumentTranscoder(), [bytes], outputSize: 4096)
            #expect(result.bytes == whole.bytes)
        }
    }

    @Test(arguments: [
        "{\"a\":1}\n[{\"b\":2}]\n{\"b\":\n2}\n", "{\"a\":{\"b\":[1]}}\n", "{\"a\":1, \"b\":2,\n{\"a\":2}\n",
        "{\"a\":\"x\n{\"a\":2}\n",
        "{\"events\":[1,2]}\n{\"events\":[{}]}\n", "{\"event\":\"x\",\"events\":[{}]}\n",
        "[2026-11-22 10:00] started\n",
        "[error] {\n", "[{main}] started\n", "{main}{sub} started\n", "a,b\n1,2\n", "{\"a\":1} trailing\n", "{}\n",
        "{\"x\":{\"batch\":[{}]}}\n", "{'a': 1}\n", "\n\n",
        "{", "[",
        "{\"events\":[]}\n", "{\"properties\":{},\"items\":[{\"batch\":1}]}\n",
    ])
    func `one object a line and other text is left as it is`(text: String) {
        let decoded = Decoded.of(text)
        #expect(decoded.encodings == [])
        #expect(decoded.lines.joined(separator: "\n") + (text.hasSuffix("\n") ? "\n" : "") == text)
        #expect(Decoded.of([Array(text.utf8)], documents: .always).encodings == [.documents])
    }

    @Test func `the caller can forbid it`() {
        let text = Array("[{\"a\":1},\n{\"b\":2}]\n".utf8)
        #expect(Decoded.of([text], documents: .never).lines == ["[{\"a\":1},", "{\"b\":2}]"])
    }

    /// Damaged documents, what comes out, and the fault.
    private static let damaged: [(text: String, records: [String], fault: TranscodingFault?)] = [
        // Garbage between records.
        ("[{\"a\":1},\noops\n{\"b\":2}]", [#"{"a":1}"#, "oops", #"{"b":2}"#], nil),
        (
            "{\"a\":1}{\"b\":2} oops {\"c\":3}\n{\"d\":4}\n",
            [#"{"a":1}"#, #"{"b":2}"#, #"oops {"c":3}"#, #"{"d":4}"#], nil
        ),
        ("[{\"a\":1}, 17, null]\n", [#"{"a":1}"#, "17, null]"], .truncated(.documents)),
        // A brace that is not closed.
        ("[{\"a\":1},\n{\"b\":{\"x\":2},\n{\"c\":3}\n]", [#"{"a":1}"#, #"{"b":{"x":2}, "#, #"{"c":3}"#], nil),
        ("[{\"a\":1},{\"b\":", [#"{"a":1}"#, #"{"b":"#], .truncated(.documents)),
        ("{\"a\":1}{\"b\":2", [#"{"a":1}"#, #"{"b":2"#], .truncated(.documents)),
        // A quote that is not closed.
        (
            "[\n  {\n    \"a\": \"x,\n    \"b\": [\n      {\"c\": 1}\n    ]\n  },\n  {\"d\": 4}\n]",
            [#"{ "a": "x,"#, #""b": ["#, #"{"c": 1}"#, "]", "},", #"{"d": 4}"#], nil
        ),
        // A brace too many.
        ("[{\"a\":1}},\n {\"b\":2}]", [#"{"a":1}"#, "},", #"{"b":2}"#], nil),
        // A bracket too many or too few.
        ("[{\"a\":[1},{\"b\":2},{\"c\":3}]", [#"{"a":[1}"#, #"{"b":2}"#, #"{"c":3}"#], nil),
        ("[{\"a\":1],{\"b\":2}\n{\"c\":3}", [#"{"a":1"#, #"{"b":2}"#, #"{"c":3}"#], nil),
        // Envelopes that are broken off.
        (
            "{\"batch\":[{\"a\":1},{\"b\":\n{\"batch\":[{\"c\":3}],\"x\":1}\n",
            [#"{"a":1}"#, #"{"b": {"batch":[{"c":3}],"x":1} "#], .truncated(.documents)
        ),
        (
            "{\"batch\":[{\"a\":1},{\"b\":2\n{\"batch\":[{\"c\":3}],\"x\":1}\n",
            [#"{"a":1}"#, #"{"b":2 "#, #"{"c":3}"#], .damaged(.documents, detail: "an envelope is broken off")
        ),
        (
            "{\"batch\":[{\"a\":1}],\"x\":\"y\n{\"batch\":[{\"c\":3}],\"x\":1}\n", [#"{"a":1}"#, #"{"c":3}"#],
            .damaged(.documents, detail: "an envelope is broken off")
        ),
        ("{\"batch\":[{\"a\":1}]", [#"{"a":1}"#], .truncated(.documents)),
    ]

    @Test(arguments: damaged.indices)
    func `damage comes out as lines and the next record is found`(index: Int) {
        let sample = Self.damaged[index]
        let bytes = Array(sample.text.utf8)
        for cut in 0...bytes.count {
            let decoded = Decoded.of([Array(bytes[..<cut]), Array(bytes[cut...])], capacity: 256, limit: 200)
            #expect(decoded.records == sample.records, "cut \(cut)")
            #expect(decoded.faults == (sample.fault.map { [$0] } ?? []), "cut \(cut)")
        }
    }

    @Test func `a record over the limit counts once and the next is read`() {
        let long = #"{"a":""# + String(repeating: "x", count: 5000) + #""}"#
        let minified = Decoded.of("[{\"b\":1},\(long),{\"c\":2}]", limit: 100)
        #expect(minified.records == [#"{"b":1}"#, #"{"c":2}"#])
        #expect(minified.oversized == 1)
        let members = (0..<100).map { "  \"m\($0)\": \($0),\n" }.joined()
        let pretty = Decoded.of("[\n {\n\(members)  \"x\": 1\n },\n {\"c\": 2}\n]\n", limit: 100)
        #expect(pretty.records == [#"{"c": 2}"#])
        #expect(pretty.oversized == 1)
    }

    @Test func `an array left open does not swallow the records behind it`() {
        let records = (0..<100).map { " {\"n\": \($0)},\n" }.joined()
        let decoded = Decoded.of("[\n {\"x\": [\n\(records)]\n", limit: 100)
        #expect(decoded.records.count >= 88)
        #expect(decoded.records.last == #"{"n": 99}"#)
    }

    @Test func `an envelope of megabytes streams`() {
        let count = 20_000
        let records = (0..<count).map { #"{"event":"e\#($0)","properties":{"price":1.5}}"# }
        let text = #"{"api_key":"k","batch":["# + records.joined(separator: ",") + #"],"sent_at":"2026"}"#
        let decoded = Decoded.of(text, capacity: 65_536)
        #expect(decoded.lines == records)
        let late = Decoded.of(
            "[{\"context\":\"\(String(repeating: "x", count: 3000))\",\"batch\":[{\"a\":1}]}]", limit: 100)
        #expect(late.records == [#"{"a":1}"#])
        #expect(late.oversized == 1)
    }

    @Test func `nests in the other encodings`() {
        let text = "[\r  {\"a\": \"ä\"},\r  {\"b\":\r2}\r]\r"
        let decoded = Decoded.of([Compressing.gzip(Compressing.utf16(text, .littleEndian))])
        #expect(decoded.lines == ["", #"{"a": "ä"}"#, #"{"b": 2}"#])
        #expect(decoded.encodings == [.gzip, .utf16, .carriageReturns, .documents])
    }

    @Test func `random documents give the records that a slow reader of whole texts finds`() {
        for seed in UInt64(1)...300 {
            var random = RandomDocuments(seed: seed)
            let (text, records) = random.make()
            let bytes = Array(text.utf8)
            let cuts = [0, Int.random(in: 0...bytes.count, using: &random.generator), bytes.count]
            let portions = zip(cuts, cuts.dropFirst()).map { Array(bytes[$0..<$1]) }
            let decoded = Decoded.of(portions, capacity: 8192, limit: 8000, documents: .always)
            let found = decoded.records.map(RandomDocuments.withoutSpaces)
            guard found == records, decoded.faults.isEmpty else {
                Issue.record("seed \(seed): \(text)\n gives \(found)\n not \(records), faults \(decoded.faults)")
                return
            }
            if bytes.contains(0x0A), let lastRecord = decoded.lines.last {
                #expect(!lastRecord.isEmpty)
                #expect(decoded.lines.count <= records.count + bytes.count { $0 == 0x0A })
            }
        }
    }

    @Test func `random damage never swallows the lines behind it`() {
        let pieces = [
            "{", "}", "[", "]", "\"", "\\", ",", ":", "\n", " ", "{\"a\":1}", "\"batch\":[", "\"b\":", "x", "7", "\n{",
        ]
        for seed in UInt64(1)...150 {
            var generator = SeededGenerator(seed: seed)
            let noise = (0..<Int.random(in: 0...30, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let tail = (0..<60).map { "{\"good\":\($0)}\n" }.joined()
            let bytes = Array((noise + "\n" + tail).utf8)
            let whole = run(JSONDocumentTranscoder(limit: LineLimit(bytes: 100)), [bytes], outputSize: 1 << 16)
            let split = run(JSONDocumentTranscoder(limit: LineLimit(bytes: 100)), bytes.map { [$0] }, outputSize: 3)
            #expect(whole.bytes == split.bytes, "seed \(seed)")
            let text = String(decoding: whole.bytes, as: UTF8.self)
            let good = text.split(separator: "\n").filter { $0.hasPrefix("{\"good\"") && $0.hasSuffix("}") }
            #expect(good.count >= 45, "seed \(seed): \(noise)")
            #expect(good.last == "{\"good\":59}", "seed \(seed)")
        }
    }
}
