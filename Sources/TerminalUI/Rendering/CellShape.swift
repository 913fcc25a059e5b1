/// The geometry of a character that fills its cell, in parts of the cell.
enum CellShape: Hashable {
    struct Block: Hashable {
        var x = 0.0
        var y = 0.0
        var width = 1.0
        var height = 1.0
        var density = 1.0
    }

    struct Arms: OptionSet, Hashable {
        let rawValue: UInt8

        static let left = Arms(rawValue: 1)
        static let right = Arms(rawValue: 2)
        static let up = Arms(rawValue: 4)
        static let down = Arms(rawValue: 8)
    }

    case block(Block)
    case lines(Arms, isRounded: Bool)

    /// `nil` for a character that a font draws.
    init?(_ character: Character) {
        guard let scalar = character.unicodeScalars.first, (0x2500..<0x25A0).contains(scalar.value) else { return nil }
        if let arms = Self.boxes[character] {
            self = .lines(arms, isRounded: "╭╮╰╯".contains(character))
            return
        }
        switch scalar.value {
        case 0x2580: self = .block(Block(height: 0.5))
        case 0x2581...0x2588:
            let eighths = Double(scalar.value - 0x2580) / 8
            self = .block(Block(y: 1 - eighths, height: eighths))
        case 0x2589...0x258F: self = .block(Block(width: Double(0x2590 - scalar.value) / 8))
        case 0x2590: self = .block(Block(x: 0.5, width: 0.5))
        case 0x2591...0x2593: self = .block(Block(density: Double(scalar.value - 0x2590) / 4))
        default: return nil
        }
    }

    /// Whether two of them side by side are one longer shape.
    var joinsItself: Bool {
        switch self {
        case .block(let block): block.x == 0 && block.width == 1
        case .lines(let arms, _): arms == [.left, .right]
        }
    }

    private static let boxes: [Character: Arms] = [
        "─": [.left, .right], "│": [.up, .down], "┼": [.left, .right, .up, .down],
        "╭": [.right, .down], "╮": [.left, .down], "╰": [.right, .up], "╯": [.left, .up],
        "┌": [.right, .down], "┐": [.left, .down], "└": [.right, .up], "┘": [.left, .up],
        "├": [.right, .up, .down], "┤": [.left, .up, .down], "┬": [.left, .right, .down], "┴": [.left, .right, .up],
    ]
}
