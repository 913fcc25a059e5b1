/// Bytes that may be wrong in any way: what there is, damaged with signs that mean something to some reader.
struct Mutations {
    private static let signs = Array(" \t\n\r\"'\\=,;%[]{}#:-<>|()&*0e.".utf8) + [0, 0xFF, 0xEF, 0x80, 0x1F, 0x8B]
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    private mutating func number(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(max(1, limit)))
    }

    mutating func damaged(_ seeds: [[UInt8]]) -> [UInt8] {
        var bytes = seeds[number(below: seeds.count)]
        for _ in 0...number(below: 8) where !bytes.isEmpty {
            let at = number(below: bytes.count)
            let sign = Mutations.signs[number(below: Mutations.signs.count)]
            switch number(below: 7) {
            case 0: bytes[at] = sign
            case 1: bytes.insert(sign, at: at)
            case 2: bytes[at] = UInt8(number(below: 256))
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + number(below: 30)))
            case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + number(below: 60))], at: at)
            case 5:
                let other = seeds[number(below: seeds.count)]
                bytes.insert(contentsOf: other.prefix(number(below: other.count)), at: at)
            default: bytes.insert(contentsOf: Array(repeating: sign, count: number(below: 70)), at: at)
            }
        }
        return bytes
    }
}
