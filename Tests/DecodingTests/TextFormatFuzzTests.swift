import Analytics
import SeededNumbers
import Testing

@testable import Decoding

/// Damaged input of every text format: nothing crashes, every line is counted once, and splits change nothing.
@Suite struct TextFormatFuzzTests {
    static let samples: [String] = [
        DelimitedTests.good, W3CTests.changed, LogfmtTests.good, SnowplowTests.text,
        "time user event\n1431857103 a x\n1431857104 b y\n1431857105 b \"y z\"\n",
        #"h:80 1.2.3.4 - - \#(ServerLogLinesTests.stamp) "GET /a%20?x=1&y=%zz HTTP/1.1" 200 5 "-" "Agent \"x\"""#
            + "\n",
        #"1.2.3.4 - - \#(ServerLogLinesTests.stamp) "GET /a%20?x=1&y=%zz HTTP 1.1" 200 5 "-" "Agent \"x\"" 5"# + "\n",
        #"1.2.3.4 - - \#(ServerLogLinesTests.stamp) "GET /a HTTP/1.1" 200 5"# + "\n",
        #"2015-05-13T23:39:43.945958Z l 1.2.3.4:1 2.3.4.5:8 0.1 0.2 0.3 200 200 0 29 "GET http://w:80/a HTTP/1.1" "c" - -"#
            + "\n",
        #"h2 2015-05-13T23:39:43.945958Z l 1.2.3.4:1 2.3.4.5:8 0.1 0.2 0.3 200 200 0 29 "GET http://w:80/a HTTP/1.1" "c" - -"#
            + "\n",
    ]

    private static func damaged(_ sample: [UInt8], _ numbers: inout SeededGenerator) -> [UInt8] {
        let signs: [UInt8] = Array(" \t\n\r\"'\\=,;%[]#:-<>|".utf8) + [0, 0xFF, 0xEF, 0x80]
        var bytes = sample
        for _ in 0..<Int.random(in: 1...8, using: &numbers) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &numbers)
            let sign = signs[Int.random(in: 0..<signs.count, using: &numbers)]
            switch Int.random(in: 0..<5, using: &numbers) {
            case 0: bytes[at] = sign
            case 1: bytes.insert(sign, at: at)
            case 2: bytes.remove(at: at)
            case 3: bytes[at] = UInt8.random(in: 0...255, using: &numbers)
            default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...30, using: &numbers)))
            }
        }
        return bytes
    }

    @Test(arguments: samples.indices) func `case 25: damaged lines are counted and harmless`(index: Int) throws {
        let good = Array(TextFormatFuzzTests.samples[index].utf8)
        let schema = try FormatDetection.detect(sample: good, description: InputDescription()).get()
        let projection = Projection(
            columns: ["page", "agent", "query.x", "page_with_query", "note", "msg", "ip", "event"].map {
                .init($0, .symbol)
            }
                + [.init("user", .key), .init("revenue", .number)])
        for seed in 0..<25 as Range<UInt64> {
            var numbers = SeededGenerator(seed: seed << 8 | UInt64(index))
            let input = TextFormatFuzzTests.damaged(good + good, &numbers)
            let whole = DecodingDriver(input, schema: schema, projection: projection)
            let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
            let expected = lines.count - (input.last == 0x0A || input.isEmpty ? 1 : 0)
            #expect(whole.tally.lines == expected, "format \(schema.format), seed \(seed)")
            #expect(whole.tally.bytes == input.count, "format \(schema.format), seed \(seed)")
            let rejected = whole.tally.rejected.values.reduce(0, +)
            #expect(
                whole.events.count + rejected + whole.tally.bots <= expected, "format \(schema.format), seed \(seed)")
            let chunk = Int.random(in: 1...max(1, input.count), using: &numbers)
            let split = DecodingDriver(input, schema: schema, projection: projection, chunk: chunk)
            // An open quote may wait for more of the input than a chunk that ends with it.
            if schema.format != .csv {
                #expect(split.events == whole.events, "format \(schema.format), seed \(seed), chunk \(chunk)")
                #expect(split.tally.rejected == whole.tally.rejected, "format \(schema.format), seed \(seed)")
            }
        }
    }

    @Test func `anything at all may be looked at`() {
        for seed in 0..<80 as Range<UInt64> {
            var numbers = SeededGenerator(seed: seed &* 7919)
            let count = Int.random(in: 0...600, using: &numbers)
            let kinds: [UInt8] = seed % 2 == 0 ? Array("01:-T ,;\t\n\"=#[]/.abGET".utf8) : Array(0...255)
            let input = (0..<count).map { _ in kinds[Int.random(in: 0..<kinds.count, using: &numbers)] }
            for format in InputFormat.allCases where !format.isJSON {
                var description = InputDescription()
                description.format = format
                guard case .success(let schema) = FormatDetection.detect(sample: input, description: description) else {
                    continue
                }
                let driver = DecodingDriver(
                    input, schema: schema, projection: Projection(columns: [.init("page", .symbol)]), chunk: 97)
                #expect(driver.tally.bytes + min(schema.headerLength, count) == count, "\(format), seed \(seed)")
            }
            _ = FormatDetection.detect(sample: input, description: InputDescription())
        }
    }
}
