import SeededNumbers

/// Random JSON documents and the records in them, spaces outside strings taken out.
struct RandomDocuments {
    var generator: SeededGenerator
    private var text = ""
    private var records: [String] = []
    private var isPretty = false

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func make() -> (text: String, records: [String]) {
        isPretty = chance(2)
        for _ in 0..<number(4) {
            switch number(3) {
            case 0: list { $0.record() }
            case 1: record()
            case 2: envelope()
            default: list { $0.envelope() }
            }
            text += ["", " ", "\n", "\n\n"][number(3)]
        }
        return (text, records)
    }

    private mutating func list(_ element: (inout RandomDocuments) -> Void) {
        text += "["
        space()
        for index in 0...number(3) {
            if index > 0 {
                text += ","
                space()
            }
            element(&self)
            space()
        }
        text += "]"
    }

    private mutating func envelope() {
        text += "{"
        space()
        for _ in 0..<number(2) {
            text += "\"k\(number(9))\":"
            value(depth: 2)
            text += ","
            space()
        }
        text += ["\"batch\"", "\"events\""][number(1)] + ":"
        space()
        list { $0.record() }
        for _ in 0..<number(2) {
            text += ",\"k\":"
            value(depth: 2)
        }
        space()
        text += "}"
    }

    private mutating func record() {
        let before = text
        text = ""
        text += "{\"event\":"
        value(depth: 0)
        for index in 0..<number(3) {
            text += ","
            space()
            text += "\"f\(index)\":"
            space()
            value(depth: 3)
        }
        space()
        text += "}"
        records.append(Self.withoutSpaces(text))
        text = before + text
    }

    private mutating func value(depth: Int) {
        switch depth == 0 ? number(2) : number(4) {
        case 0: text += "\(number(1000))"
        case 1: text += ["\"\"", "\"a b\"", "\"}{][\"", "\"\\\"\"", "\"\\\\\"", "\"ü\\n,\""][number(5)]
        case 2: text += "null"
        case 3:
            text += "["
            for index in 0..<number(2) {
                if index > 0 { text += "," }
                space()
                value(depth: depth - 1)
            }
            text += "]"
        default:
            text += "{"
            for index in 0..<number(2) {
                if index > 0 { text += "," }
                space()
                text += ["\"batch\":", "\"g\":"][number(1)]
                value(depth: depth - 1)
            }
            space()
            text += "}"
        }
    }

    private mutating func space() {
        if isPretty { text += ["", " ", "\n", "\n  ", "\n\t"][number(4)] }
    }

    /// 0 to `highest`.
    private mutating func number(_ highest: Int) -> Int { Int.random(in: 0...highest, using: &generator) }

    private mutating func chance(_ of: Int) -> Bool { number(of - 1) == 0 }

    /// The obvious reading: one byte at a time, knowing only whether it stands in a string.
    static func withoutSpaces(_ text: String) -> String {
        var result = ""
        var isInString = false
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if scalar == "\\" {
                    isEscaped = true
                } else if scalar == "\"" {
                    isInString = false
                }
                result.unicodeScalars.append(scalar)
            } else if !" \n\t\r".unicodeScalars.contains(scalar) {
                if scalar == "\"" { isInString = true }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
