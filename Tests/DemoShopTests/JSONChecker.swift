/// Accepts the JSON the shop may write: objects of strings, numbers and objects.
struct JSONChecker {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// True when all of the bytes are one object.
    mutating func isObject() -> Bool { object() && position == bytes.count }

    private mutating func object() -> Bool {
        guard take("{") else { return false }
        repeat {
            guard string(), take(":"), value() else { return false }
        } while take(",")
        return take("}")
    }

    private mutating func value() -> Bool {
        guard position < bytes.count else { return false }
        switch bytes[position] {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "\""): return string()
        default: return number()
        }
    }

    private mutating func string() -> Bool {
        guard take("\"") else { return false }
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            guard bytes[position] >= 0x20, bytes[position] != UInt8(ascii: "\\") else { return false }
            position += 1
        }
        return take("\"")
    }

    private mutating func number() -> Bool {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) || bytes[position] == 0x2E {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text.first != ".", text.last != ".", Double(text) != nil else { return false }
        return !(text.count > 1 && text.first == "0" && !text.hasPrefix("0."))
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
