import Analytics
import Expressions
import Foundation
import Testing

/// 31,106 events of a synthetic shop, against the numbers another engine gave for them.
@Suite(.enabled(if: SharedFiles.exists("data/rete_ecom5/ecom.csv"), "the data set is not there"))
struct ShopDataTests {
    static let steps = ["product_view", "add_to_cart", "shipping_details", "purchase"]

    enum Mode: String, CaseIterable {
        case plain = "default"
        case strictIncrease = "strict_increase"
        case deduplication = "strict_deduplication"
        case firstEntry = "python_first_entry_anchor"
    }

    private func definition(_ mode: Mode, window: Int64) -> FunnelDefinition {
        var definition = FunnelDefinition(
            name: "shop",
            steps: Self.steps.map { StepDefinition(name: $0, alternatives: [StepAlternative(.event($0))]) })
        definition.window = TimeSpan(microseconds: window * 1000)
        definition.reusesEvents = true
        switch mode {
        case .plain: break
        case .strictIncrease: definition.ties = .strict
        case .deduplication: definition.repeats = .stop
        case .firstEntry: definition.entry = .first
        }
        return definition
    }

    @Test func `the reference counts the shop's users like the other engine`() throws {
        let events = try Self.events().filter { Self.steps.contains($0.event) }
        let reference = try SharedFiles.json(try SharedFiles.data("data/rete_ecom5/reference.json"))
        let funnel = try #require(reference["funnel_by_user"] as? [String: Any])
        let counts = try #require((funnel["counts"] as? [String: [String: [Int]]])?["1d"])
        for mode in [Mode.plain, .firstEntry] {
            let units = ReferenceUnit.units(
                of: definition(mode, window: 86_400_000), events: events, sessionGap: .seconds(1800))
            var found = Self.steps.map { _ in 0 }
            for (_, unit) in units {
                for (level, chains) in unit.allChains().enumerated() where !chains.isEmpty { found[level] += 1 }
            }
            #expect(found == counts[mode.rawValue], "\(mode.rawValue)")
        }
    }

    @Test(
        arguments: ["funnel_by_user", "funnel_by_session"])
    func `the engine counts the shop like the other engine in every mode and window`(key: String) throws {
        let events = try Self.events()
        let reference = try SharedFiles.json(try SharedFiles.data("data/rete_ecom5/reference.json"))
        let expected = try #require(reference[key] as? [String: Any])
        let windows = try #require(expected["windows_ms"] as? [String: Int])
        let segments = try #require(expected["by_segment"] as? [String: [String: [Int]]])
        let counts = try #require(expected["counts"] as? [String: [String: [Int]]])
        let cases = windows.sorted { $0.key < $1.key }.flatMap { window in
            Mode.allCases.map { (window: window.key, mode: $0, length: Int64(window.value)) }
        }
        let field = key == "funnel_by_user" ? "platform" : "acquisition_channel"
        var configuration = AnalyticsConfiguration(
            funnels: cases.map {
                var definition = definition($0.mode, window: $0.length)
                if key == "funnel_by_session" { definition.unitField = "session_id" }
                return definition
            })
        configuration.breakdowns = [.init(field: field)]
        configuration.lateness = .all
        var driver = try EngineDriver(configuration)
        driver.add(events)
        let snapshot = driver.snapshot()
        #expect(snapshot.funnels.count == cases.count)
        for (funnel, entry) in zip(snapshot.funnels, cases) {
            #expect(
                funnel.steps.map(\.count) == counts[entry.window]?[entry.mode.rawValue],
                "\(key) \(entry.window) \(entry.mode.rawValue)")
            // The other engine takes the user's first event of any name, not the first of step 1: sessions have one value.
            guard entry.mode == .plain, key == "funnel_by_session" else { continue }
            var found: [String: [Int]] = [:]
            for value in funnel.breakdowns.first?.values ?? [] {
                if case .value(let text) = value.label { found[text] = value.counts }
            }
            #expect(found == segments[entry.window], "\(key) \(entry.window)")
        }
    }

    static func events() throws -> [ReferenceEvent] {
        let text = String(decoding: try SharedFiles.data("data/rete_ecom5/ecom.csv"), as: UTF8.self)
        return text.split(separator: "\n").dropFirst().enumerated().map { arrival, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            let digits = cells[3].utf8.split { $0 < 48 || $0 > 57 }.map { Int(Substring($0)) ?? 0 }
            let days = Timestamp.daysSince1970(year: digits[0], month: digits[1], day: digits[2])
            let seconds = days * 86400 + digits[3] * 3600 + digits[4] * 60 + digits[5]
            return ReferenceEvent(
                user: String(cells[0]), event: String(cells[2]), time: Int64(seconds) * 1_000_000, arrival: arrival,
                properties: [
                    "session_id": String(cells[1]), "platform": String(cells[4]),
                    "acquisition_channel": String(cells[5]),
                ])
        }
    }
}
