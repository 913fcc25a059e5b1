import Analytics
import Decoding

/// What the fields of a sample hold, and what each is taken for.
struct FieldProfiles {
    /// Different values are counted up to here.
    private static let mostValues = 100_000

    private(set) var fields: [DataProfile.Field] = []

    init(_ decoded: SampleDecoding, people: [UInt64]) {
        var places: [String: Int] = [:]
        for (index, path) in decoded.fields.enumerated() { places[path] = index }
        var constant: Set<String> = []
        for sampled in decoded.schema.fields {
            var field = DataProfile.Field(
                path: sampled.path, kind: sampled.kind.rawValue, count: sampled.count, distinct: sampled.examples.count,
                isBounded: true, examples: sampled.examples)
            if let place = places[sampled.path], sampled.kind != .list {
                let (keys, examples) = decoded.values(ofFieldAt: place)
                if field.examples.isEmpty { field.examples = examples }
                var values: Set<UInt64> = []
                field.count = 0
                for key in keys where key != 0 {
                    field.count += 1
                    if values.count < FieldProfiles.mostValues { values.insert(key) }
                }
                field.distinct = values.count
                field.isBounded = values.count >= FieldProfiles.mostValues
                if (2...10).contains(values.count), FieldProfiles.isConstant(keys, people) {
                    constant.insert(sampled.path)
                }
            }
            fields.append(field)
        }
        giveRoles(decoded.schema.mapping, constant)
    }

    /// Hardly a user has two of its values.
    private static func isConstant(_ keys: [UInt64], _ people: [UInt64]) -> Bool {
        var first: [UInt64: UInt64] = [:]
        var changed: Set<UInt64> = []
        for (key, person) in zip(keys, people) where key != 0 {
            let known = first[person] ?? key
            first[person] = known
            if known != key { changed.insert(person) }
        }
        return changed.count * 20 <= first.count
    }

    // MARK: Roles

    private mutating func giveRoles(_ mapping: FieldNames, _ constant: Set<String>) {
        let mapped: [(String?, DataProfile.Role)] = [
            (mapping.time, .time), (mapping.timeOfDay, .time), (mapping.user, .user), (mapping.anonymous, .anonymous),
            (mapping.session, .session), (mapping.event, .event), (mapping.page, .page), (mapping.id, .id),
            (mapping.revenue, .revenue),
        ]
        for (path, role) in mapped {
            guard let index = fields.firstIndex(where: { $0.path == path && $0.role == nil }) else { continue }
            fields[index].role = role
        }
        for index in fields.indices where fields[index].role == nil && constant.contains(fields[index].path) {
            if FieldProfiles.isVariant(fields[index].path) { fields[index].role = .variant }
        }
        for (role, names) in FieldProfiles.traits {
            let best = fields.indices.filter { index in
                fields[index].role == nil && (2...500).contains(fields[index].distinct) && fields[index].kind != "list"
                    && fields[index].kind != "number" && fields[index].kind != "time"
            }.compactMap { index in
                names.firstIndex(of: FieldProfiles.key(fields[index].path)).map { (rank: $0, index: index) }
            }.min { $0 < $1 }
            if let best { fields[best.index].role = role }
        }
    }

    private static let traits: [(DataProfile.Role, [String])] = [
        (
            .channel,
            [
                "channel", "acquisitionchannel", "marketingchannel", "utmsource", "trafficsource", "source", "medium",
                "utmmedium", "campaignsource", "referrertype", "mktsource", "mktmedium",
            ]
        ),
        (.country, ["country", "countrycode", "geocountry", "countryname", "mpcountrycode", "region", "market"]),
        (
            .device,
            [
                "device", "devicetype", "devicecategory", "category", "platform", "devicefamily", "os", "osname",
                "browser", "useragentfamily",
            ]
        ),
    ]

    /// An experiment by the name of the field or of what it stands in.
    private static func isVariant(_ path: String) -> Bool {
        path.split(separator: ".").contains { part in
            let words = part.lowercased().split { !$0.isLetter && !$0.isNumber }
            return words.contains { variantWords.contains(String($0)) }
        }
    }

    private static let variantWords: Set<String> = [
        "experiment", "experiments", "variant", "variation", "ab", "abtest", "bucket", "arm", "split", "treatment",
        "testgroup", "cohortvariant", "flag", "flags",
    ]

    /// The last part of a path in small letters without signs.
    private static func key(_ path: String) -> String {
        let parts = path.split(separator: ".")
        let last = parts.last ?? ""
        // `category` means a device only inside one.
        if last == "category", parts.dropLast().last != "device" { return "" }
        return last.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
