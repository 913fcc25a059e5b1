import Expressions
import SeededNumbers
import Testing

@Suite struct FuzzTests {
    private static let pieces = [
        "a", "b", ">", "|", "?", "as", "where", "first", "within", "1h", "excluding", "between", "and", "or", "not",
        "(", ")", "in", ",", "=",
        "!=", "~", "'x'", "\"", "'", "\\", "/p", "*", ":", "any", "order", "count", "total", "like", "exists", "5",
        "\n", "\u{301}", "\u{202E}",
    ]

    @Test func `answers every sequence of tokens with a definition or a place`() {
        for seed in UInt64(1)...4000 {
            var random = SeededGenerator(seed: seed)
            let count = Int.random(in: 0...20, using: &random)
            let glue = Bool.random(using: &random) ? " " : ""
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined(separator: glue)
            check(text, seed)
        }
    }

    @Test func `answers every sequence of bytes with a definition or a place`() {
        for seed in UInt64(1)...2000 {
            var random = SeededGenerator(seed: seed)
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            check(String(decoding: bytes, as: UTF8.self), seed)
        }
    }

    private func check(_ text: String, _ seed: UInt64) {
        do throws(ExpressionError) {
            let funnel = try FunnelParser.parse(text)
            let printed = FunnelPrinter.text(funnel)
            #expect((try? FunnelParser.parse(printed)) == funnel, "seed \(seed): \(text.debugDescription)")
        } catch {
            let isInside = error.offset >= 0 && error.length >= 0 && error.offset + error.length <= text.count
            #expect(isInside, "seed \(seed): \(text.debugDescription) \(error)")
            #expect(
                error.description.split(separator: "\n", omittingEmptySubsequences: false).count == 3, "seed \(seed)")
        }
        _ = try? FilterParser.parse(text)
        _ = try? DurationParser.parse(text)
        if let expression = try? RegularExpression(text) { _ = expression.isFoundIn("abc 5 'x'") }
    }

    @Test func `reads very long texts`() throws {
        let word = String(repeating: "x", count: 50_000)
        #expect(try FunnelParser.parse("\(word) > \(word)").steps[0].name == word)
        let list = (0..<5_000).map(String.init).joined(separator: ", ")
        #expect(throws: Never.self) { try FilterParser.parse("a in (\(list))") }
        let clauses = String(repeating: " excluding x", count: 2_000)
        #expect(try FunnelParser.parse("a > b" + clauses).exclusions.count == 2_000)
    }
}
