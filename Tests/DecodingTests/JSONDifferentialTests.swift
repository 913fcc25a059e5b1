import Analytics
import Testing

@testable import Decoding

/// A slow reader straight from RFC 8259, written apart from the decoder, that flattens one object.
private struct PlainJSON {
    indirect enum Value {
        case object([(String, Value)])
        case list([Value])
        case text(String)
        case other(String?)
    }

    let text: [UInt8]
    var at = 0

    static func flatten(_ line: [UInt8]) -> [String: String?]? {
        guard let value = parse(line), case .object = value else { return nil }
        var values: [String: String?] = [:]
        flatten(value, "", 0, &values)
        return values
    }

    static func parse(_ line: [UInt8]) -> Value? {
        guard String(validating: line, as: UTF8.self) != nil else { return nil }
        var reader = PlainJSON(text: line)
        guard let value = reader.value() else { return nil }
        reader.spaces()
        return reader.at == line.count ? value : nil
    }

    /// What every path means, as the decoder's documentation says it.
    private static func flatten(_ value: Value, _ path: String, _ texts: Int, _ values: inout [String: String?]) {
        switch value {
        case .other(let text): values[path] = .some(text)
        case .object(let members):
            values[path] = .some(nil)
            for (key, value) in members { flatten(value, path.isEmpty ? key : path + "." + key, texts, &values) }
        case .text(let text):
            values[path] = .some(text)
            if texts < 3, let inner = parse(Array(text.utf8)), case .object(let members) = inner {
                for (key, value) in members { flatten(value, path + "." + key, texts + 1, &values) }
            }
        case .list(let elements):
            values[path] = .some(nil)
            guard let first = elements.first else { return }
            if pair(first) != nil {
                for (key, value) in elements.compactMap({ pair($0) }) {
                    flatten(value, path + "." + key, texts, &values)
                    guard case .object(let members) = value else { continue }
                    for (name, member) in members where name.lowercased().hasSuffix("value") {
                        guard let scalar = scalar(member) else { continue }
                        values[path + "." + key] = .some(scalar)
                        break
                    }
                }
            } else if case .list = first {
                return
            } else {
                flatten(first, path, texts, &values)
            }
        }
    }

    private static func scalar(_ value: Value) -> String? {
        switch value {
        case .other(let text): text
        case .text(let text): text
        case .object, .list: nil
        }
    }

    private static func pair(_ value: Value) -> (String, Value)? {
        guard case .object(let members) = value, members.count == 2 else { return nil }
        for (named, valued) in [(members[0], members[1]), (members[1], members[0])] {
            if ["key", "name"].contains(named.0), valued.0 == "value", case .text(let key) = named.1 {
                return (key, valued.1)
            }
        }
        return nil
    }

    private static func isNumber(_ token: String) -> Bool {
        var rest = Array(token.utf8)[...]
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let isZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !isZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    var peek: UInt8? { at < text.count ? text[at] : nil }

    mutating func spaces() { while let c = peek, [9, 10, 13, 32].contains(c) { at += 1 } }

    mutating func take(_ c: Character) -> Bool {
        spaces()
        guard peek == c.asciiValue else { return false }
        at += 1
        return true
    }

    mutating func value() -> Value? {
        spaces()
        guard let c = peek else { return nil }
        switch Character(UnicodeScalar(c)) {
        case "{":
            at += 1
            if take("}") { return .object([]) }
            var members: [(String, Value)] = []
            repeat {
                spaces()
                guard peek == UInt8(ascii: "\""), let key = string(), take(":"), let value = value() else { return nil }
                members.append((key, value))
            } while take(",")
            return take("}") ? .object(members) : nil
        case "[":
            at += 1
            if take("]") { return .list([]) }
            var elements: [Value] = []
            repeat {
                guard let value = value() else { return nil }
                elements.append(value)
            } while take(",")
            return take("]") ? .list(elements) : nil
        case "\"": return string().map { .text($0) }
        default:
            let start = at
            while let c = peek, ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 32, 9, 13, 10].contains(c) {
                at += 1
            }
            let token = String(decoding: text[start..<at], as: UTF8.self)
            if token == "null" { return .other(nil) }
            return ["true", "false"].contains(token) || PlainJSON.isNumber(token) ? .other(token) : nil
        }
    }

    mutating func string() -> String? {
        at += 1
        var out: [UInt8] = []
        while let c = peek {
            at += 1
            if c == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
            if c < 0x20 { return nil }
            guard c == UInt8(ascii: "\\") else {
                out.append(c)
                continue
            }
            guard let escape = peek else { return nil }
            at += 1
            switch Character(UnicodeScalar(escape)) {
            case "\"", "\\", "/": out.append(escape)
            case "n": out.append(10)
            case "t": out.append(9)
            default: return nil
            }
        }
        return nil
    }
}

@Suite struct JSONDifferentialTests {
    private struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    private func randomValue(_ dice: inout Dice, _ depth: Int) -> String {
        let sides = depth > 3 ? 7 : 13
        switch dice.roll(sides) {
        case 0: return "null"
        case 1: return ["true", "false"][dice.roll(2)]
        case 2: return "\(dice.roll(1000))"
        case 3: return "-\(dice.roll(9)).\(dice.roll(999))e\(dice.roll(3))"
        case 4: return #""\#(["GB", "DE", "", "a\\\"b", "{\\\\", "é,:", "[x]"][dice.roll(7)])""#
        case 5, 6: return #""text \#(dice.roll(50)) of some length""#
        case 7: return "[" + (0..<dice.roll(4)).map { _ in randomValue(&dice, depth + 1) }.joined(separator: ",") + "]"
        case 8: return "[" + (0..<dice.roll(4)).map { _ in randomPair(&dice, depth + 1) }.joined(separator: ",") + "]"
        case 9:
            let inner = randomObject(&dice, depth + 1)
            let escaped = inner.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"" + (dice.roll(8) == 0 ? String(escaped.dropLast()) : escaped) + "\""
        default: return randomObject(&dice, depth + 1)
        }
    }

    private func randomPair(_ dice: inout Dice, _ depth: Int) -> String {
        let key = #""\#(["key", "name"][dice.roll(2)])":"\#(["country", "x", "p", "u", "other"][dice.roll(5)])""#
        let typed = ["string_value", "int_value", "set_at"].filter { _ in dice.roll(4) > 0 }
            .map { #""\#($0)":\#(dice.roll(2) == 0 ? "null" : randomValue(&dice, 4))"# }
        let inner = dice.roll(2) == 0 ? randomValue(&dice, depth) : "{" + typed.joined(separator: ",") + "}"
        let value = #""value":\#(inner)"#
        let members = dice.roll(2) == 0 ? [key, value] : [value, key]
        return "{" + (members + (dice.roll(10) == 0 ? [#""country":1"#] : [])).joined(separator: ",") + "}"
    }

    private func randomObject(_ dice: inout Dice, _ depth: Int) -> String {
        let keys = ["ts", "u", "country", "p", "x", "p.country", "longer key name", "co\\nuntry"]
        let members = (0..<dice.roll(6)).map { _ in
            #""\#(keys[dice.roll(keys.count)])"\#(["", " "][dice.roll(2)]):\#(randomValue(&dice, depth))"#
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    @Test(arguments: [1, 2, 3]) func `agrees with a slow reader on random and damaged lines`(seed: UInt64) {
        var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
        var schema = InputSchema(format: .jsonl, mapping: FieldNames())
        schema.mapping.time = "time"
        schema.mapping.user = "user"
        let paths = ["country", "p.country", "x", "x.country", "p", "p.x", "p.p.x", "p.u", "p.p.p.country", "u.x"]
        // Every path is seen, so that none has a second meaning.
        for path in paths { schema.fields.append(SampledField(path: path, kind: .text)) }
        let projection = Projection(columns: paths.map { .init($0, .symbol) })
        var lines: [[UInt8]] = []
        for number in 0..<700 {
            var line = Array(
                (#"{"time":\#(1_795_219_200 + number),"user":"u","body":"# + randomValue(&dice, 0) + ",").utf8)
            line += Array(randomObject(&dice, 0).utf8.dropFirst())
            if line.suffix(2) == [0x2C, 0x7D] { line.remove(at: line.count - 2) }
            if dice.roll(2) == 0 {
                for _ in 0...dice.roll(2) where line.count > 40 {
                    let position = 30 + dice.roll(line.count - 30)
                    let signs = Array("{}[]\",:\\ 01tn".utf8)
                    switch dice.roll(3) {
                    case 0: line.remove(at: position)
                    case 1: line.insert(signs[dice.roll(signs.count)], at: position)
                    default: line[position] = signs[dice.roll(signs.count)]
                    }
                }
            }
            lines.append(line)
        }
        let driver = DecodingDriver(
            Array(lines.joined(separator: [0x0A])) + [0x0A], schema: schema, projection: projection)
        // The time says which line an event is of.
        let events = Dictionary(uniqueKeysWithValues: driver.events.map { ($0.time / 1_000_000 - 1_795_219_200, $0) })
        var accepted = 0
        var innerValues = 0
        for (number, line) in lines.enumerated() {
            let text = String(decoding: line, as: UTF8.self)
            guard let values = PlainJSON.flatten(line) else {
                // Only the escapes of strings that nobody wants go unchecked.
                #expect(events[Int64(number)] == nil || text.contains("\\"), "seed \(seed): \(text)")
                continue
            }
            accepted += 1
            if text.contains("\"value\"") || text.contains("{\\\"") { innerValues += 1 }
            let expected = paths.map { path in (values[path] ?? nil) ?? "" }
            #expect(events[Int64(number)]?.values == expected, "seed \(seed): \(text)")
        }
        #expect(accepted > 300)
        #expect(innerValues > 60)
    }
}
