/// A slow, plain JSON reader that lists the fields of one object, for finding out what an input holds.
struct JSONSample {
    struct Value {
        var path: String
        var kind: SampledField.Kind
        var text: String
    }

    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private(set) var values: [Value] = []

    /// The fields of a line that is one JSON object; nil when it is not.
    static func values(of line: ArraySlice<UInt8>) -> [Value]? {
        var reader = JSONSample(line)
        reader.skipSpaces()
        guard reader.peek == 0x7B, reader.readValue(path: "", depth: 0) else { return nil }
        reader.skipSpaces()
        return reader.at == line.endIndex ? reader.values : nil
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    private var peek: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

    private mutating func skipSpaces() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D { at += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard peek == byte else { return false }
        at += 1
        return true
    }

    private mutating func readValue(path: String, depth: Int) -> Bool {
        skipSpaces()
        guard let byte = peek, depth < 64 else { return false }
        switch byte {
        case 0x7B: return readObject(path: path, depth: depth)
        case 0x5B:
            values.append(Value(path: path, kind: .list, text: ""))
            return readList(depth: depth)
        case 0x22:
            guard let text = readString() else { return false }
            values.append(Value(path: path, kind: text.isEmpty ? .absent : .text, text: text))
            return true
        default:
            let start = at
            while let next = peek, ![0x2C, 0x7D, 0x5D, 0x20, 0x0D].contains(next) { at += 1 }
            let token = String(decoding: bytes[start..<at], as: UTF8.self)
            switch token {
            case "null": values.append(Value(path: path, kind: .absent, text: ""))
            case "true", "false": values.append(Value(path: path, kind: .boolean, text: token))
            default:
                guard Double(token) != nil else { return false }
                values.append(Value(path: path, kind: .number, text: token))
            }
            return true
        }
    }

    private mutating func readObject(path: String, depth: Int) -> Bool {
        at += 1
        if take(0x7D) { return true }
        repeat {
            skipSpaces()
            guard peek == 0x22, let key = readString(), take(0x3A) else { return false }
            guard readValue(path: path.isEmpty ? key : path + "." + key, depth: depth + 1) else { return false }
        } while take(0x2C)
        return take(0x7D)
    }

    private mutating func readList(depth: Int) -> Bool {
        at += 1
        if take(0x5D) { return true }
        let before = values.count
        repeat {
            guard readValue(path: "", depth: depth + 1) else { return false }
        } while take(0x2C)
        values.removeSubrange(before...)
        return take(0x5D)
    }

    /// The text of a string; escapes other than of quotes and backslashes stay as they are, which is enough for a look.
    private mutating func readString() -> String? {
        at += 1
        var text: [UInt8] = []
        while let byte = peek {
            at += 1
            if byte == 0x22 { return String(decoding: text, as: UTF8.self) }
            if byte == 0x5C, let next = peek {
                at += 1
                if next != 0x22, next != 0x5C, next != 0x2F { text.append(byte) }
                text.append(next)
            } else {
                text.append(byte)
            }
        }
        return nil
    }
}
