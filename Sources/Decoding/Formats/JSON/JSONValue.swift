/// A JSON text as a tree, read slowly and plainly: for samples, not for streams.
enum JSONValue {
    case object([(key: String, value: JSONValue)])
    case list([JSONValue])
    case text(String)
    /// As it stands in the source.
    case number(String)
    case boolean(Bool)
    case null

    /// The value that is the whole of `source`; nil when that is not JSON.
    init?(_ source: ArraySlice<UInt8>) {
        var reader = Reader(source: source, at: source.startIndex)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpaces()
        guard reader.at == source.endIndex else { return nil }
        self = value
    }

    /// nil of objects, lists and null.
    var scalar: (kind: SampledField.Kind, text: String)? {
        switch self {
        case .text(let text): (text.isEmpty ? .absent : .text, text)
        case .number(let text): (.number, text)
        case .boolean(let isTrue): (.boolean, isTrue ? "true" : "false")
        case .object, .list, .null: nil
        }
    }

    /// `{"key": K, "value": V}`, or with `name`, and nothing else: K and V.
    var pair: (key: String, value: JSONValue)? {
        guard case .object(let members) = self, members.count == 2,
            let named = members.first(where: { $0.key == "key" || $0.key == "name" }),
            case .text(let key) = named.value,
            let value = members.first(where: { $0.key == "value" })?.value
        else { return nil }
        return (key, value)
    }
}

extension JSONValue {
    private struct Reader {
        let source: ArraySlice<UInt8>
        var at: Int

        private var peek: UInt8? { at < source.endIndex ? source[at] : nil }

        mutating func skipSpaces() {
            while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { at += 1 }
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpaces()
            guard peek == byte else { return false }
            at += 1
            return true
        }

        mutating func value(depth: Int) -> JSONValue? {
            skipSpaces()
            guard let byte = peek, depth < 64 else { return nil }
            switch byte {
            case 0x7B: return object(depth: depth)
            case 0x5B: return list(depth: depth)
            case 0x22: return string().map { .text($0) }
            default: return token()
            }
        }

        private mutating func object(depth: Int) -> JSONValue? {
            at += 1
            if take(0x7D) { return .object([]) }
            var members: [(key: String, value: JSONValue)] = []
            repeat {
                skipSpaces()
                guard peek == 0x22, let key = string(), take(0x3A), let value = value(depth: depth + 1) else {
                    return nil
                }
                members.append((key, value))
            } while take(0x2C)
            return take(0x7D) ? .object(members) : nil
        }

        private mutating func list(depth: Int) -> JSONValue? {
            at += 1
            if take(0x5D) { return .list([]) }
            var elements: [JSONValue] = []
            repeat {
                guard let value = value(depth: depth + 1) else { return nil }
                elements.append(value)
            } while take(0x2C)
            return take(0x5D) ? .list(elements) : nil
        }

        private mutating func token() -> JSONValue? {
            let start = at
            while let next = peek, ![0x2C, 0x7D, 0x5D, 0x20, 0x0D, 0x0A, 0x09].contains(next) { at += 1 }
            let token = String(decoding: source[start..<at], as: UTF8.self)
            switch token {
            case "null": return .null
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default:
                guard let first = token.utf8.first, first == 0x2D || (0x30...0x39).contains(first), Double(token) != nil
                else { return nil }
                return .number(token)
            }
        }

        private mutating func string() -> String? {
            at += 1
            var text: [UInt8] = []
            while let byte = peek {
                at += 1
                if byte == 0x22 { return String(decoding: text, as: UTF8.self) }
                guard byte == 0x5C else {
                    text.append(byte)
                    continue
                }
                guard let escape = peek else { return nil }
                at += 1
                switch escape {
                case 0x22, 0x5C, 0x2F: text.append(escape)
                case 0x62: text.append(0x08)
                case 0x66: text.append(0x0C)
                case 0x6E: text.append(0x0A)
                case 0x72: text.append(0x0D)
                case 0x74: text.append(0x09)
                case 0x75:
                    guard let scalar = escapedScalar() else { return nil }
                    text += Array(String(Character(scalar)).utf8)
                default: return nil
                }
            }
            return nil
        }

        /// Behind `\u`: one or two groups of four digits. A lone surrogate becomes U+FFFD.
        private mutating func escapedScalar() -> Unicode.Scalar? {
            guard let first = digits() else { return nil }
            if let scalar = Unicode.Scalar(first) { return scalar }
            let behind = at
            if first < 0xDC00, peek == 0x5C, at + 1 < source.endIndex, source[at + 1] == 0x75 {
                at += 2
                if let second = digits(), (0xDC00..<0xE000).contains(second) {
                    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                }
            }
            at = behind
            return "\u{FFFD}"
        }

        private mutating func digits() -> UInt32? {
            guard at + 4 <= source.endIndex else { return nil }
            let text = String(decoding: source[at..<at + 4], as: UTF8.self)
            guard text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }), let value = UInt32(text, radix: 16) else {
                return nil
            }
            at += 4
            return value
        }
    }
}
