import Testing

@testable import Reports

@Suite struct JSONTextTests {
    @Test func `writes scalars in their shortest exact form`() {
        #expect(JSONText(.null).text == "null")
        #expect(JSONText(.bool(true)).text == "true")
        #expect(JSONText(.integer(-42)).text == "-42")
        #expect(JSONText(.number(0.1)).text == "0.1")
        #expect(JSONText(.number(1.0 / 3)).text == "0.3333333333333333")
        #expect(JSONText(.number(1e300)).text == "1e+300")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `writes null for numbers that are not finite`(number: Double) {
        #expect(JSONText(.number(number)).text == "null")
    }

    @Test(arguments: [
        0, -0.5, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 123_456_789.125,
    ])
    func `writes numbers that read back as the same`(number: Double) {
        let text = JSONText(.number(number)).text
        #expect(JSONReader.read(text) == .number(text))
        #expect(Double(text) == number)
    }

    @Test func `escapes quotes, control characters, separators and bidi controls`() {
        #expect(
            JSONText(.string("a\"\\\n\r\t\u{08}\u{0C}\u{1B}\u{7F}\u{85}\u{2028}\u{202E}é漢")).text
                == #""a\"\\\n\r\t\b\f\u001b\u007f\u0085\u2028\u202eé漢""#)
    }

    @Test(arguments: SampleSnapshots.hostileNames)
    func `gives every text back unchanged`(name: String) {
        let read = JSONReader.read(JSONText(.string(name)).text)
        guard case .string(let text) = read else {
            Issue.record("not a string: \(String(describing: read))")
            return
        }
        #expect(Array(text.unicodeScalars) == Array(name.unicodeScalars))
    }

    @Test func `keeps the order of keys, and puts on one line what fits there`() {
        let value: JSONValue = [
            "z": .integer(1), "a": [:], "list": JSONValue([1, 2, 3]), "none": .array([]),
            "deep": ["y": ["b": .null, "a": .bool(false)]],
        ]
        #expect(
            JSONText(value).text == """
                {
                  "z": 1,
                  "a": {},
                  "list": [1, 2, 3],
                  "none": [],
                  "deep": {
                    "y": {"b": null, "a": false}
                  }
                }
                """)
    }

    @Test func `breaks a list that is longer than a line`() {
        let list: JSONValue = ["list": JSONValue((0..<60).map { $0 })]
        let lines = JSONText(list).text.split(separator: "\n")
        #expect(lines.count == 64)
        #expect(JSONReader.read(JSONText(list).text)?["list"]?[59] == .number("59"))
    }
}
