import Analytics
import Expressions
import Foundation
import Testing

/// ClickHouse's own answers to 300 streams.
@Suite(.enabled(if: SharedFiles.exists("conformance/windowfunnel_cases.jsonl"), "the conformance files are not there"))
struct WindowFunnelTests {
    struct Vector {
        var id: Int
        var definition: FunnelDefinition
        var events: [ReferenceEvent]
        var level: [String: Int]
    }

    enum Mode: String, CaseIterable {
        case plain = "default"
        case strictIncrease = "strict_increase"
        case deduplication = "strict_deduplication"
        case firstEntry = "first_entry_anchor"
        case once = "strict_once"

        func apply(to definition: FunnelDefinition) -> FunnelDefinition {
            var definition = definition
            definition.reusesEvents = self != .once
            switch self {
            case .plain, .once: break
            case .strictIncrease: definition.ties = .strict
            case .deduplication: definition.repeats = .stop
            case .firstEntry: definition.entry = .first
            }
            return definition
        }
    }

    /// Where ClickHouse's strict_increase undercounts (ClickHouse#52844); each is proven by the chain it missed.
    static let undercounted: Set<Int> = [49, 58, 68, 69, 72, 118, 146, 164, 171, 178, 193, 196]

    @Test(arguments: Mode.allCases) func `the reference gives ClickHouse's levels`(mode: Mode) throws {
        var different: [String] = []
        for vector in try Self.load() {
            let answer = ReferenceFunnel(mode.apply(to: vector.definition)).answer(vector.events)
            let level = answer.counts.count { $0 > 0 }
            if mode == .strictIncrease, Self.undercounted.contains(vector.id) {
                #expect(level > vector.level[mode.rawValue] ?? 0, "\(vector.id)")
                let proof = ChainProduct(unit: ReferenceUnit(mode.apply(to: vector.definition), events: vector.events))
                #expect(proof.latestStart(level: level) != nil, "\(vector.id)")
                #expect(proof.latestStart(level: level + 1) == nil, "\(vector.id)")
            } else if level != vector.level[mode.rawValue] {
                different.append("\(vector.id): \(level), ClickHouse \(vector.level[mode.rawValue] ?? -1)")
            }
        }
        #expect(different == [], "\(mode.rawValue)")
    }

    @Test(arguments: Mode.allCases)
    func `the engine gives ClickHouse's levels`(mode: Mode) throws {
        var different: [String] = []
        for vector in try Self.load() where mode != .strictIncrease || !Self.undercounted.contains(vector.id) {
            var configuration = AnalyticsConfiguration(funnels: [mode.apply(to: vector.definition)])
            configuration.lateness = .all
            var driver = try EngineDriver(configuration)
            driver.add(vector.events)
            let level = driver.snapshot().funnels.first?.steps.count { $0.count > 0 }
            if level != vector.level[mode.rawValue] { different.append("\(vector.id): \(level ?? -1)") }
        }
        #expect(different == [], "\(mode.rawValue)")
    }

    static func load() throws -> [Vector] {
        let text = String(decoding: try SharedFiles.data("conformance/windowfunnel_cases.jsonl"), as: UTF8.self)
        return try text.split(separator: "\n").map { line in
            let json = try SharedFiles.json(Data(line.utf8))
            let names = json["steps"] as? [String] ?? []
            var definition = FunnelDefinition(
                name: "vector",
                steps: names.map { StepDefinition(name: $0, alternatives: [StepAlternative(.event($0))]) })
            definition.window = .seconds(Int64(json["window"] as? Int ?? 0))
            let events = (json["events"] as? [[Any]] ?? []).enumerated().map { arrival, pair in
                ReferenceEvent(
                    user: "u", event: pair[1] as? String ?? "", time: Int64(pair[0] as? Int ?? 0) * 1_000_000,
                    arrival: arrival)
            }
            return Vector(
                id: json["id"] as? Int ?? -1, definition: definition, events: events,
                level: json["level"] as? [String: Int] ?? [:])
        }
    }
}
