import Analytics
import Expressions
import Foundation

/// One case of funnel_cases.json as definition, events and expectation.
struct FunnelCase {
    var name: String
    var definition: FunnelDefinition
    var events: [ReferenceEvent]
    var breakdown: AnalyticsConfiguration.Breakdown?
    var expected: [String: Any]

    static func load() throws -> [FunnelCase] {
        let root = try SharedFiles.json(try SharedFiles.data("conformance/funnel_cases.json"))
        return (root["cases"] as? [[String: Any]] ?? []).map(FunnelCase.init)
    }

    private init(_ json: [String: Any]) {
        name = json["name"] as? String ?? ""
        expected = json["expected"] as? [String: Any] ?? [:]
        let steps = (json["steps"] as? [[String: Any]] ?? []).map { step in
            var definition = StepDefinition(
                name: step["name"] as? String ?? "", alternatives: [Self.alternative(step["match"])])
            definition.isOptional = step["optional"] as? Bool ?? false
            definition.isFirstTimeOnly = step["first_time"] as? Bool ?? false
            return definition
        }
        definition = FunnelDefinition(name: name, steps: steps)
        definition.order =
            switch json["order_mode"] as? String {
            case "strict": .strict
            case "unordered": .any
            default: .ordered
            }
        definition.window = (json["window_seconds"] as? NSNumber).map { .seconds($0.int64Value) }
        definition.exclusions = (json["exclusions"] as? [[String: Any]] ?? []).map {
            Exclusion(
                Self.alternative($0["match"]), between: $0["from_step"] as? Int ?? 1, and: $0["to_step"] as? Int ?? 2)
        }
        events = (json["events"] as? [[String: Any]] ?? []).enumerated().map { arrival, event in
            ReferenceEvent(
                user: event["user"] as? String ?? "", event: event["event"] as? String ?? "",
                time: Int64(((event["ts"] as? NSNumber)?.doubleValue ?? 0) * 1_000_000), arrival: arrival,
                properties: (event["props"] as? [String: Any] ?? [:]).mapValues { "\($0)" })
        }
        apply(json["options"] as? [String: Any] ?? [:])
    }

    private mutating func apply(_ options: [String: Any]) {
        switch options["tie"] as? String {
        case "reuse": definition.reusesEvents = true
        case "strict": definition.ties = .strict
        case "arrival": definition.ties = .arrival
        case "grace": definition.ties = .grace(.seconds(Int64(options["grace_seconds"] as? Int ?? 0)))
        default: break
        }
        if options["entry"] as? String == "first" { definition.entry = .first }
        if options["counting"] as? String == "totals" { definition.counting = .total }
        if options["exclusion_policy"] as? String == "remove" { definition.exclusionPolicy = .remove }
        if options["dedup"] as? Bool == true { definition.repeats = .stop }
        definition.unitField = options["key_prop"] as? String
        if let field = options["breakdown"] as? String { breakdown = .init(field: field, attribution: .first) }
    }

    private static func alternative(_ match: Any?) -> StepAlternative {
        let match = match as? [String: Any] ?? [:]
        let comparisons = (match["where"] as? [[String: Any]] ?? []).map { Filter.comparison(comparison($0)) }
        let filter = comparisons.dropFirst().reduce(comparisons.first) { whole, next in whole.map { .and($0, next) } }
        return StepAlternative((match["event"] as? String).map { .event($0) } ?? .anything, filter: filter)
    }

    private static func comparison(_ json: [String: Any]) -> Comparison {
        let text = "\(json["value"] ?? "")"
        let literal = Literal(text: text, number: Double(text))
        let operation: Comparison.Operation =
            switch json["op"] as? String {
            case "<=": .lessOrEqual(literal)
            case ">=": .greaterOrEqual(literal)
            case "<": .less(literal)
            case ">": .greater(literal)
            case "!=": .notEqual(literal)
            default: .equal(literal)
            }
        return Comparison(json["prop"] as? String ?? "", operation)
    }
}
