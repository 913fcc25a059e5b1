import Expressions
import Testing

@Suite struct PrinterTests {
    @Test func `prints funnels that are read as they were`() throws {
        for seed in UInt64(1)...2000 {
            var random = RandomDefinitions(seed: seed)
            let funnel = random.funnel()
            let text = FunnelPrinter.text(funnel)
            do {
                let again = try FunnelParser.parse(text)
                try #require(again == funnel, "seed \(seed): \(text)")
            } catch let error as ExpressionError {
                Issue.record("seed \(seed): \(text.debugDescription)\n\(error)")
                return
            }
        }
    }

    @Test func `prints filters that are read as they were`() throws {
        for seed in UInt64(1)...1000 {
            var random = RandomDefinitions(seed: seed)
            let filter = random.filter(depth: 5)
            let text = FilterPrinter.text(filter)
            try #require(try FilterParser.parse(text) == filter, "seed \(seed): \(text)")
        }
    }

    @Test(
        arguments: [
            "a > b", "checkout: a > b? > /c/* within 1h30m", "first a | b where x = 1 > c as 'the end'",
            "a where x = 1 and (y = 2 or z = '3') > b excluding logout",
            "a > b > c any order per account_id excluding x between 1 and 2 policy remove count total grace 2s open",
            #"'\/x' > '/y z' > 'open'"#, "where a exists > b where not (c = 1 or d in (1, 2)) reuse repeats stop",
        ])
    func `prints the shortest form`(text: String) throws {
        #expect(FunnelPrinter.text(try FunnelParser.parse(text)) == text)
    }
}
