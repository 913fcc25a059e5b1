import Foundation
import Testing

@Suite struct CommandTests {
    @Test func `says which word is wrong and exits with 2`() throws {
        let run = try Program.run(["report", "--format", "jsonnl", "-"], input: "")
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("did you mean jsonl?"))
    }

    @Test func `counts the generated shop in a report`() throws {
        let shop = try Program.run(["generate", "--events", "2000", "--seed", "3"])
        let report = try Program.run(
            [
                "report", "-", "--output", "json", "--funnel",
                "checkout: product_viewed > added_to_cart > purchased within 1h",
            ], input: shop.standardOutput)
        #expect(report.exitCode == 0)
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(report.standardOutput.utf8)) as? [String: Any])
        let funnels = try #require(json["funnels"] as? [[String: Any]])
        let steps = try #require(funnels.first?["steps"] as? [[String: Any]])
        let counts = steps.compactMap { $0["count"] as? Int }
        #expect(counts.count == 3)
        #expect(counts[0] > counts[1] && counts[1] > counts[2] && counts[2] > 0)
    }
}
