/// A JSON value to be written; the members of an object keep their order.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Written in the shortest form that reads back as the same number; `null` when not finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One key of an object with its value.
    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    init(_ integer: Int?) { self = integer.map(JSONValue.integer) ?? .null }
    init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }
    init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
    init(_ integers: [Int]) { self = .array(integers.map(JSONValue.integer)) }
    init(_ texts: [String]) { self = .array(texts.map(JSONValue.string)) }

    /// Nothing within it spans lines by itself.
    fileprivate var isEmptyOrScalar: Bool {
        switch self {
        case .null, .bool, .integer, .number, .string: true
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        }
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}

/// Writes JSON for people and programs: two spaces a level, and on one line what fits there.
package struct JSONText: Sendable {
    /// Longest line that holds a whole object or array.
    package static let lineLength = 110

    package private(set) var text = ""

    /// The value as text, without a newline at its end.
    package init(_ value: JSONValue) { write(value, depth: 0) }

    private mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .array(let values) where !values.isEmpty && !fits(value, depth):
            writeLines(values.count, "[", "]", depth) { $0.write(values[$1], depth: depth + 1) }
        case .object(let members) where !members.isEmpty && !fits(value, depth):
            writeLines(members.count, "{", "}", depth) { output, index in
                JSONText.append(members[index].key, to: &output.text)
                output.text += ": "
                output.write(members[index].value, depth: depth + 1)
            }
        case .null, .bool, .integer, .number, .string, .array, .object:
            JSONText.append(value, to: &text)
        }
    }

    private mutating func writeLines(
        _ count: Int, _ opening: String, _ closing: String, _ depth: Int, _ writeItem: (inout JSONText, Int) -> Void
    ) {
        let indent = String(repeating: "  ", count: depth)
        text += opening
        for index in 0..<count {
            text += index == 0 ? "\n" : ",\n"
            text += indent + "  "
            writeItem(&self, index)
        }
        text += "\n" + indent + closing
    }

    /// Only what holds scalars and short lists is put on one line, so that the shape can be seen.
    private func fits(_ value: JSONValue, _ depth: Int) -> Bool {
        guard depth > 0 else { return false }
        if case .object(let members) = value, !members.allSatisfy({ $0.value.isEmptyOrScalar }) { return false }
        if case .array(let values) = value, !values.allSatisfy({ $0.isEmptyOrScalar }) { return false }
        var line = ""
        JSONText.append(value, to: &line)
        return line.utf8.count + 2 * depth <= JSONText.lineLength
    }

    private static func append(_ value: JSONValue, to line: inout String) {
        switch value {
        case .null: line += "null"
        case .bool(let isTrue): line += isTrue ? "true" : "false"
        case .integer(let integer): line += String(integer)
        // Swift describes finite numbers in the shortest form that reads back, which is valid JSON.
        case .number(let number): line += number.isFinite ? number.description : "null"
        case .string(let string): append(string, to: &line)
        case .array(let values):
            line += "["
            for (index, item) in values.enumerated() {
                if index > 0 { line += ", " }
                append(item, to: &line)
            }
            line += "]"
        case .object(let members):
            line += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { line += ", " }
                append(member.key, to: &line)
                line += ": "
                append(member.value, to: &line)
            }
            line += "}"
        }
    }

    /// Escapes what JSON demands, and what would do harm in a terminal, a script tag or JavaScript: C1 controls, DEL,
    /// line and paragraph separators, bidi controls, what has no width.
    private static func append(_ string: String, to line: inout String) {
        line += "\""
        for scalar in string.unicodeScalars {
            switch scalar.value {
            case 0x22: line += "\\\""
            case 0x5C: line += "\\\\"
            case 0x08: line += "\\b"
            case 0x09: line += "\\t"
            case 0x0A: line += "\\n"
            case 0x0C: line += "\\f"
            case 0x0D: line += "\\r"
            case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF:
                let digits = String(scalar.value, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: line.unicodeScalars.append(scalar)
            }
        }
        line += "\""
    }
}
