import Expressions

/// The variants of one field, as codes in order of appearance: 0 is none, the last code is all beyond the limit.
struct ArmLevels {
    static let outside = 255

    let limit: Int
    /// Names by code, from code 1 on.
    private(set) var names: [String] = []
    private var codes: [UInt8] = []

    /// - Parameter factorCount: the more fields are crossed, the fewer levels each can have.
    init(factorCount: Int) { limit = [20, 6, 3][factorCount - 1] }

    /// The code of a text; `name` gives the text of a new one.
    @inline(__always)
    mutating func code(_ id: UInt32, name: (UInt32) -> String) -> Int {
        if id < codes.count, codes[Int(id)] != 0 { return Int(codes[Int(id)]) }
        return newCode(id, name(id))
    }

    private mutating func newCode(_ id: UInt32, _ name: String) -> Int {
        // A text that is known in its batch only is one of too many.
        guard id & Symbol.transientBit == 0 else {
            return names.firstIndex(of: name).map { $0 + 1 } ?? ArmLevels.outside
        }
        while codes.count <= Int(id) { codes.append(0) }
        let code = names.count < limit ? names.count + 1 : ArmLevels.outside
        if code != ArmLevels.outside { names.append(name) }
        codes[Int(id)] = UInt8(code)
        return code
    }
}

/// The arms there are: one per variant, or one per combination of levels.
struct ArmCells {
    /// Level codes by cell, in order of appearance.
    private(set) var codes: [[Int]] = []
    private var cells: [Int: Int] = [:]

    /// The cell of packed level codes (8 bits each), made when new.
    mutating func cell(_ packed: Int, factorCount: Int) -> Int {
        if let cell = cells[packed] { return cell }
        cells[packed] = codes.count
        codes.append((0..<factorCount).map { packed >> ($0 * 8) & 0xFF })
        return codes.count - 1
    }

    /// The cell of level codes, if it has ever had a user.
    func cell(of codes: [Int]) -> Int? {
        cells[codes.enumerated().reduce(0) { $0 | $1.element << ($1.offset * 8) }]
    }
}

extension ArmLevels {
    func save(to writer: inout StateWriter) {
        writer.write(names)
        writer.write(codes)
    }

    /// - Parameter texts: in the table of the field.
    mutating func restore(from reader: inout StateReader, texts: Int) throws(StateError) {
        names = try reader.readStrings(count: limit, limit: StateLimits.text)
        codes = try reader.readArray(of: UInt8.self, limit: texts)
        try StateReader.require(
            Set(names).count == names.count && codes.allSatisfy { $0 == 0 || isCode(Int($0)) }, "a variant is none")
    }

    /// Whether there is such a level, or it stands for those beyond the limit.
    func isCode(_ code: Int) -> Bool { code > 0 && (code <= names.count || code == ArmLevels.outside) }
}

extension ArmCells {
    func save(to writer: inout StateWriter) { writer.write(codes.map(ArmCells.packed)) }

    mutating func restore(from reader: inout StateReader, _ levels: [ArmLevels]) throws(StateError) {
        for packed in try reader.readArray(of: Int.self, limit: 1 << 24) {
            let place = cell(packed, factorCount: levels.count)
            try StateReader.require(
                place == codes.count - 1 && ArmCells.packed(codes[place]) == packed
                    && zip(codes[place], levels).allSatisfy { $0 > 0 && $0 <= $1.names.count }, "an arm is none")
        }
    }

    private static func packed(_ codes: [Int]) -> Int {
        codes.enumerated().reduce(0) { $0 | $1.element << ($1.offset * 8) }
    }
}
