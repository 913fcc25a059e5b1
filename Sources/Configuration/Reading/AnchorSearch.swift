/// Finds the first anchor of a YAML text without parsing it.
enum AnchorSearch {
    /// Line and column from 1. An `&name` inside quotes or a comment, after a blank, counts too: better refused than
    /// expanded.
    static func firstAnchor(in text: String) -> (line: Int, column: Int)? {
        var line = 1
        var column = 1
        var previous: Unicode.Scalar = "\n"
        var isAfterOpening = false
        for scalar in text.unicodeScalars {
            // The place is that of the `&`, one before this sign.
            if isAfterOpening, isNameScalar(scalar) { return (line, column - 1) }
            isAfterOpening = scalar == "&" && isOpening(previous)
            if scalar == "\n" {
                line += 1
                column = 0
            }
            column += 1
            previous = scalar
        }
        return nil
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "[", "{", ",", ":", "\u{FEFF}": true
        default: scalar.properties.isWhitespace
        }
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}
