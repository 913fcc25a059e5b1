import Analytics
import Testing

@testable import Decoding

@Suite struct AccessLogTests {
    static let columns: [Projection.Column] = [
        "page", "status", "method", "bytes", "referrer", "agent", "query.q", "utm",
    ].map { .init($0, .symbol) }

    private func decode(_ lines: [String]) throws -> DecodingDriver {
        try DecodingDriver(lines.joined(separator: "\n"), columns: AccessLogTests.columns)
    }

    static let stamp = "[17/May/2015:10:05:03 +0000]"

    @Test func `takes a combined line apart`() throws {
        let driver = try decode([
            #"::1 - frank m \#(AccessLogTests.stamp) "GET /a%20b/c?q=x+y%21&utm=z HTTP/1.1" 200 12 "http://r/" "Agent \"x\" 1""#,
            #"1.2.3.4 - - \#(AccessLogTests.stamp) "POST / HTTP/1.1" 302 - "-" "-""#,
            #"1.2.3.4 - - \#(AccessLogTests.stamp) "-" 408 - "-" "A""#,
            #"1.2.3.4 - - \#(AccessLogTests.stamp) "HEAD http://h.example/x?y HTTP/1.0" 304 0 "-" "cut \x22off"#,
            #"1.2.3.4 - - \#(AccessLogTests.stamp) "GET / HTTP/1.1" 404 0 "-" "say "so", twice""#,
        ])
        #expect(driver.tally.rejected.isEmpty)
        #expect(driver.events.map(\.name) == ["page_view", "request", "request", "page_view", "request"])
        #expect(driver.events[0].values == ["/a b/c", "200", "GET", "12", "http://r/", #"Agent \"x\" 1"#, "x y!", "z"])
        #expect(driver.events[1].values == ["/", "302", "POST", "", "", "", "", ""])
        #expect(driver.events[2].values == ["", "408", "", "", "", "A", "", ""])
        #expect(driver.events[3].values == ["/x", "304", "HEAD", "0", "", #"cut \x22off"#, "", ""])
        #expect(driver.events[4].values[5] == #"say "so", twice"#)
        #expect(driver.events[0].time == TimestampParserTests.instant)
        #expect(Set(driver.events.map(\.user)).count == 5)
    }

    @Test func `the common format has the address alone as user`() throws {
        let driver = try decode([
            #"h.example - - \#(AccessLogTests.stamp) "GET /a HTTP/1.0" 200 6245"#,
            #"h.example - - \#(AccessLogTests.stamp) "GET /b HTTP/1.0" 200 6245"#,
        ])
        #expect(driver.events.map(\.user) == [Hash64.hash("h.example"), Hash64.hash("h.example")])
    }

    @Test func `bad lines are rejected and the others counted, however the bytes are split`() throws {
        let good = #"1.2.3.4 - - \#(AccessLogTests.stamp) "GET /%zz HTTP/1.1" 200 - "-" "A""#
        let input = Array(
            [good, "nonsense", "", good + "\r", "1.2.3.4 - - [x] \"GET / HTTP/1.1\" 200 1 \"-\" \"A\"", good].joined(
                separator: "\n"
            ).utf8)
        let schema = try FormatDetection.detect(sample: Array(good.utf8), description: InputDescription()).get()
        let projection = Projection(columns: [.init("page", .symbol)])
        let whole = DecodingDriver(input, schema: schema, projection: projection)
        #expect(whole.events.map(\.values) == [["/%zz"], ["/%zz"], ["/%zz"]])
        #expect(whole.tally.rejected == [.malformed: 1, .badTime: 1])
        #expect(whole.tally.examples.map(\.line) == [2, 5])
        for chunk in 1...input.count {
            let split = DecodingDriver(input, schema: schema, projection: projection, chunk: chunk)
            #expect(split.events == whole.events)
            #expect(split.tally == whole.tally)
        }
    }
}
