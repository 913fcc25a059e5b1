/// Lists the fields of one object by the paths that `JSONLinesDecoder` finds them by, for finding out what an input holds.
struct JSONSample {
    struct Value {
        var path: String
        var kind: SampledField.Kind
        /// Of a list the first element, where that is no object and no list.
        var text: String
        /// Stands for one of several: the first element of a list has it.
        var isOfMany: Bool
    }

    private static let textDepthLimit = 3
    private var values: [Value] = []
    private var listDepth = 0

    /// The fields of a line that is one JSON object; nil when it is not.
    static func values(of line: ArraySlice<UInt8>) -> [Value]? {
        guard let value = JSONValue(line), case .object(let members) = value else { return nil }
        var sample = JSONSample()
        sample.add(members, path: "", textDepth: 0)
        return sample.values
    }

    private mutating func add(_ members: [(key: String, value: JSONValue)], path: String, textDepth: Int) {
        for member in members {
            add(member.value, path: path.isEmpty ? member.key : path + "." + member.key, textDepth: textDepth)
        }
    }

    private mutating func add(_ value: JSONValue, path: String, textDepth: Int) {
        switch value {
        case .object(let members): add(members, path: path, textDepth: textDepth)
        case .list(let elements): add(list: elements, path: path, textDepth: textDepth)
        case .text(let text):
            if textDepth < JSONSample.textDepthLimit, let members = JSONSample.object(in: text) {
                add(members, path: path, textDepth: textDepth + 1)
            } else {
                append(value, path)
            }
        case .number, .boolean, .null: append(value, path)
        }
    }

    private mutating func add(list elements: [JSONValue], path: String, textDepth: Int) {
        let first = elements.first
        values.append(Value(path: path, kind: .list, text: first?.scalar?.text ?? "", isOfMany: listDepth > 0))
        switch first {
        case .object where first?.pair != nil:
            for case (let key, let value)? in elements.map(\.pair) {
                if case .object(let members) = value, let typed = JSONSample.typedValue(members) {
                    append(typed, path + "." + key)
                } else {
                    add(value, path: path + "." + key, textDepth: textDepth)
                }
            }
        case .object(let members):
            listDepth += 1
            add(members, path: path, textDepth: textDepth)
            listDepth -= 1
        case .text(let text):
            guard textDepth < JSONSample.textDepthLimit, let members = JSONSample.object(in: text) else { return }
            add(members, path: path, textDepth: textDepth + 1)
        case .list, .number, .boolean, .null, nil: return
        }
    }

    private mutating func append(_ value: JSONValue, _ path: String) {
        let scalar = value.scalar ?? (.absent, "")
        values.append(Value(path: path, kind: scalar.kind, text: scalar.text, isOfMany: listDepth > 0))
    }

    /// Of `{"string_value": null, "int_value": "5", …}` the first that is there; nil where no member is named so.
    private static func typedValue(_ members: [(key: String, value: JSONValue)]) -> JSONValue? {
        let typed = members.filter { $0.key.hasSuffix("value") || $0.key.hasSuffix("Value") }
        return typed.first { $0.value.scalar != nil }?.value ?? (typed.isEmpty ? nil : .null)
    }

    private static func object(in text: String) -> [(key: String, value: JSONValue)]? {
        let bytes = Array(text.utf8)
        guard let start = bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }), start == 0x7B,
            let value = JSONValue(bytes[...]), case .object(let members) = value
        else { return nil }
        return members
    }
}
