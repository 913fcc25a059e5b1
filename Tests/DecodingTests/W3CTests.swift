import Analytics
import Testing

@testable import Decoding

@Suite struct W3CTests {
    static let iis = """
        #Software: Microsoft Internet Information Services 8.5
        #Version: 1.0
        #Date: 2015-05-17 10:00:00
        #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) sc-status time-taken
        2015-05-17 10:05:03 10.0.0.1 GET /a%20b/c q=x+y&utm=z 1.2.3.4 Mozilla/5.0+(Windows+NT+6.1) - 200 15
        2015-05-17 10:05:04 10.0.0.1 POST /cart - 1.2.3.4 Mozilla/5.0+(Windows+NT+6.1) http://r/ 500 7
        2015-05-17 10:05:05 10.0.0.1 GET / - 1.2.3.5 - - 302 7
        cut 10.0.0.1 GET

        """
    static let changed =
        iis + """
            #Fields: date time c-ip cs-method cs-uri-stem sc-status
            2015-05-17 10:05:06 1.2.3.6 GET /later 200
            #Fields: date time cs-method cs-uri-stem c-ip sc-status
            2015-05-17 10:05:07 HEAD /last 1.2.3.7 404

            """

    @Test func `reads what IIS writes, whatever the columns are called`() throws {
        let schema = try detected(W3CTests.iis)
        #expect(schema.format == .w3c)
        #expect(schema.certainty == 1)
        #expect(schema.resolve("utm") == ["query.utm"])
        let driver = try decodedAtEverySplit(
            W3CTests.iis, ["page", "status", "sc-status", "method", "agent", "referrer", "query.q", "ip", "duration"])
        #expect(driver.tally.rejected == [.wrongColumnCount: 1])
        #expect(driver.tally.lines == 8)
        #expect(driver.events.map(\.name) == ["page_view", "request", "page_view"])
        #expect(
            driver.events.map(\.values) == [
                ["/a b/c", "200", "200", "GET", "Mozilla/5.0 (Windows NT 6.1)", "", "x y", "1.2.3.4", "15"],
                ["/cart", "500", "500", "POST", "Mozilla/5.0 (Windows NT 6.1)", "http://r/", "", "1.2.3.4", "7"],
                ["/", "302", "302", "GET", "", "", "", "1.2.3.5", "7"],
            ])
        #expect(iso(driver.events[0].time) == "2015-05-17T10:05:03Z")
        #expect(driver.events[0].user == driver.events[1].user)
    }

    @Test func `reads what CloudFront writes between tabs, with its doubled escapes`() throws {
        let names =
            "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query"
        let text =
            "#Version: 1.0\n#Fields: \(names)\n"
            + [
                "2014-05-23", "01:13:11", "FRA2", "182", "192.0.2.10", "GET", "d1.cloudfront.net", "/view/my/file.html",
                "200",
                "www.display.example", "Mozilla/4.0%20(compatible;%20MSIE%205.0b1)", "-",
            ].joined(separator: "\t") + "\n"
            + [
                "2014-05-23", "01:13:12", "LAX1", "2390282", "192.0.2.202", "GET", "d1.cloudfront.net", "/b", "304",
                "-", "Mozilla/4.0%2520(compatible)%2520+x", "a=b&c=d%20e",
            ].joined(separator: "\t") + "\n"
        let driver = try decodedAtEverySplit(text, ["page", "agent", "query.c", "host", "bytes"])
        #expect(
            driver.events.map(\.values) == [
                ["/view/my/file.html", "Mozilla/4.0 (compatible; MSIE 5.0b1)", "", "d1.cloudfront.net", "182"],
                ["/b", "Mozilla/4.0 (compatible) +x", "d e", "d1.cloudfront.net", "2390282"],
            ])
        #expect(driver.events.map(\.name) == ["page_view", "page_view"])
    }

    @Test func `columns may change within the file`() throws {
        let driver = try decodedAtEverySplit(W3CTests.changed, ["page", "status", "ip", "agent"])
        #expect(driver.tally.rejected == [.wrongColumnCount: 1])
        #expect(
            driver.events.suffix(2).map(\.values) == [
                ["/later", "200", "1.2.3.6", ""], ["/last", "404", "1.2.3.7", ""],
            ])
    }

    /// Several decoders share the chunks; the framing one hands the columns on.
    @Test func `decoders that never saw the names know them all the same`() throws {
        let input = Array((W3CTests.changed + "2015-05-17 10:05:08 GET /end 1.2.3.8 200\n").utf8)
        let schema = try FormatDetection.detect(sample: input, description: InputDescription()).get()
        let projection = Projection(columns: [
            .init("cs-uri-stem", .key), .init("c-ip", .key), .init("sc-status", .number),
        ])
        func make() -> W3CDecoder { W3CDecoder(schema: schema, projection: projection) }
        func read(chunk: Int) -> [String] {
            let framing = make()
            let decoders = [make(), make(), make()]
            var events: [String] = []
            var waiting: [UInt8] = []
            var at = 0
            var next = 0
            while at < input.count {
                waiting += input[at..<min(input.count, at + chunk)]
                at += chunk
                let padded = waiting + Array(repeating: 0, count: RecordDecoding.padding)
                let count = waiting.count
                padded.withUnsafeBytes { bytes in
                    let length = framing.completeLength(of: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
                    guard length > 0 else { return }
                    let decoder = decoders[next % 3]
                    next += 1
                    decoder.adopt(layout: framing.layoutOfNextRun())
                    var batch = EventBatch(decoder: 0, projection: projection)
                    decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[..<length]), into: &batch)
                    for row in batch.times.indices {
                        let values = batch.columns.map { W3CTests.text($0, row: row) }
                        events.append("\(batch.times[row]) \(batch.users[row]) " + values.joined(separator: " "))
                    }
                    waiting.removeFirst(length)
                }
            }
            return events
        }
        let whole = read(chunk: input.count)
        #expect(whole.count == 6)
        for chunk in stride(from: 1, to: input.count, by: 5) { #expect(read(chunk: chunk) == whole, "chunk \(chunk)") }
    }

    private static func text(_ column: EventBatch.Column, row: Int) -> String {
        switch column {
        case .symbols(let symbols): "\(symbols[row].id)"
        case .numbers(let numbers): "\(numbers[row])"
        case .keys(let keys): "\(keys[row])"
        }
    }

    @Test func `the framing decoder tells the columns of a run it did not measure`() throws {
        let schema = try detected(W3CTests.changed)
        let framing = W3CDecoder(schema: schema, projection: Projection())
        #expect(framing.layoutOfNextRun() == schema.columns)
        let padded = Array(W3CTests.changed.utf8) + [UInt8](repeating: 0, count: RecordDecoding.padding)
        padded.withUnsafeBytes { bytes in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast(RecordDecoding.padding))
            #expect(framing.completeLength(of: bytes) == bytes.count)
        }
        #expect(framing.layoutOfNextRun() == schema.columns)
        #expect(framing.layoutOfNextRun() == ["date", "time", "cs-method", "cs-uri-stem", "c-ip", "sc-status"])
    }
}
