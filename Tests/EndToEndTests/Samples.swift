import Foundation

/// Data that the stories share.
enum Samples {
    static let funnel = "checkout: product_viewed > added_to_cart > checkout_started > purchased within 1h"

    /// The first lines of the generated shop, 3000 at most, each with its newline.
    static func shop(events: Int) throws -> [String] { Array(try generated.get().prefix(events)) }

    private static let generated: Result<[String], any Error> = Result { () throws -> [String] in
        try Program.run(["generate", "--events", "3000", "--seed", "7", "--users", "2000"])
            .standardOutput.split(separator: "\n").map { $0 + "\n" }
    }

    static let orders = """
        time,customer,event,country,amount
        2026-01-05 09:00:00,c1,viewed,DE,
        2026-01-05 09:01:10,c2,viewed,FR,
        2026-01-05 09:02:30,c1,cart,DE,
        2026-01-05 09:05:00,c1,paid,DE,41.90
        2026-01-05 09:06:00,c2,cart,FR,

        """

    static let accessLog = """
        203.0.113.7 - - [05/Jan/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11; Linux x86_64)"
        203.0.113.7 - - [05/Jan/2026:09:00:20 +0000] "GET /product/17 HTTP/1.1" 200 812 "-" "Mozilla/5.0 (X11; Linux x86_64)"
        203.0.113.9 - - [05/Jan/2026:09:00:25 +0000] "GET / HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (Windows NT 10.0)"
        203.0.113.7 - - [05/Jan/2026:09:01:00 +0000] "GET /cart?id=17 HTTP/1.1" 200 212 "-" "Mozilla/5.0 (X11; Linux x86_64)"

        """

    /// How often each step of the shop's funnel is done, as the JSON report counts it.
    static func counts(_ arguments: [String], in folder: Sandbox) throws -> [Int] {
        let run = try Program.run(
            ["report"] + arguments + ["--output", "json", "--funnel", funnel], in: folder.url)
        let json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any]
        let funnels = json?["funnels"] as? [[String: Any]]
        let steps = funnels?.first?["steps"] as? [[String: Any]]
        return steps?.compactMap { $0["count"] as? Int } ?? []
    }
}
