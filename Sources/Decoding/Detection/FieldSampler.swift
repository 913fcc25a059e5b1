/// Gathers the fields of sampled rows: names, kinds, examples.
struct FieldSampler {
    private(set) var fields: [SampledField] = []
    private(set) var rows = 0
    private var indexes: [String: Int] = [:]
    private var timesRead: [Int] = []
    private var distinct: [Set<String>] = []
    private var ofMany: Set<String> = []
    private var parser = TimestampParser()

    mutating func beginRow() { rows += 1 }

    /// - Parameter isOfMany: the value stands in a list that may hold others.
    mutating func add(path: String, kind: SampledField.Kind, text: String, isOfMany: Bool = false) {
        if isOfMany { ofMany.insert(path) }
        let index: Int
        if let known = indexes[path] {
            index = known
        } else {
            index = fields.count
            indexes[path] = index
            fields.append(SampledField(path: path, kind: .absent))
            timesRead.append(0)
            distinct.append([])
        }
        guard kind != .absent else { return }
        fields[index].count += 1
        fields[index].kind = FieldSampler.joined(fields[index].kind, kind)
        if text.isEmpty { return }
        if fields[index].examples.count < 3, !fields[index].examples.contains(text) {
            fields[index].examples.append(text)
        }
        if distinct[index].count < 1000 { distinct[index].insert(text) }
        if kind != .list, parser.microseconds(of: text) != nil { timesRead[index] += 1 }
    }

    /// The fields with those marked as times that hold nothing but times.
    func finished() -> [SampledField] {
        var result = fields
        for index in result.indices where holdsTimes(index) { result[index].kind = .time }
        return result
    }

    func holdsTimes(path: String) -> Bool { indexes[path].map { holdsTimes($0) } ?? false }

    /// Half of the values are times: enough for a field that is called like one.
    func mayHoldTimes(path: String) -> Bool {
        indexes[path].map { fields[$0].count > 0 && timesRead[$0] * 2 >= fields[$0].count } ?? false
    }

    /// The field stands in a list of objects: it says something of one thing in the event, not of the event.
    func isOfMany(path: String) -> Bool { ofMany.contains(path) }

    /// Different values of a field, up to 1,000.
    func distinctCount(path: String) -> Int { indexes[path].map { distinct[$0].count } ?? 0 }

    private func holdsTimes(_ index: Int) -> Bool {
        fields[index].count > 0 && timesRead[index] * 10 >= fields[index].count * 8
    }

    private static func joined(_ a: SampledField.Kind, _ b: SampledField.Kind) -> SampledField.Kind {
        if a == .absent || a == b { return b }
        return .text
    }
}
