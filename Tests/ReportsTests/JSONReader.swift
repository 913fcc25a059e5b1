/// A strict reader of JSON, for the tests alone; nil for anything that RFC 8259 does not allow.
struct JSONReader {
    indirect enum Value: Equatable {
        case null
        case bool(Bool)
        /// As it was written.
        case number(String)
        case string(String)
        case array([Value])
        case object([String: Value])

        subscript(key: String) -> Value? {
            if case .object(let members) = self { members[key] } else { nil }
        }

        subscript(index: Int) -> Value? {
            if case .array(let values) = self, values.indices.contains(index) { values[index] } else { nil }
        }

        var keys: Set<String> {
            if case .object(let members) = self { Set(members.keys) } else { [] }
        }
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func read(_ text: String) -> Value? {
        var reader = JSONReader(text)
        guard let value = reader.value() else { return nil }
        reader.skipSpace()
        return reader.position == reader.scalars.count ? value : nil
    }

    private mutating func value() -> Value? {
        skipSpace()
        guard let scalar = peek else { return nil }
        switch scalar {
        case "{": return object()
        case "[": return array()
        case "\"": return string().map(Value.string)
        case "t": return take("true") ? .bool(true) : nil
        case "f": return take("false") ? .bool(false) : nil
        case "n": return take("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func object() -> Value? {
        position += 1
        var members: [String: Value] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard let key = string() else { return nil }
            skipSpace()
            guard take(":"), let value = value(), members.updateValue(value, forKey: key) == nil else { return nil }
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { return nil }
        }
    }

    private mutating func array() -> Value? {
        position += 1
        var values: [Value] = []
        skipSpace()
        if take("]") { return .array(values) }
        while true {
            guard let value = value() else { return nil }
            values.append(value)
            skipSpace()
            if take("]") { return .array(values) }
            guard take(",") else { return nil }
        }
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var text = String.UnicodeScalarView()
        while let scalar = peek {
            position += 1
            if scalar == "\"" { return String(text) }
            if scalar.value < 0x20 { return nil }
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard let kind = peek else { return nil }
            position += 1
            switch kind {
            case "\"", "\\", "/": text.append(kind)
            case "b": text.append("\u{08}")
            case "f": text.append("\u{0C}")
            case "n": text.append("\n")
            case "r": text.append("\r")
            case "t": text.append("\t")
            case "u":
                guard position + 4 <= scalars.count else { return nil }
                var digits = ""
                digits.unicodeScalars.append(contentsOf: scalars[position..<position + 4])
                guard let code = UInt32(digits, radix: 16), let decoded = Unicode.Scalar(code) else { return nil }
                text.append(decoded)
                position += 4
            default: return nil
            }
        }
        return nil
    }

    private mutating func number() -> Value? {
        let start = position
        _ = take("-")
        guard digits(), !leadingZero(from: start) else { return nil }
        if take("."), !digits() { return nil }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard digits() else { return nil }
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<position])
        return .number(text)
    }

    private func leadingZero(from start: Int) -> Bool {
        let whole = scalars[start..<position].drop { $0 == "-" }
        return whole.count > 1 && whole.first == "0"
    }

    private mutating func digits() -> Bool {
        let start = position
        while let scalar = peek, ("0"..."9").contains(scalar) { position += 1 }
        return position > start
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func skipSpace() {
        while let scalar = peek, [" ", "\n", "\t", "\r"].contains(scalar) { position += 1 }
    }

    private mutating func take(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard position + wanted.count <= scalars.count, Array(scalars[position..<position + wanted.count]) == wanted
        else { return false }
        position += wanted.count
        return true
    }
}
