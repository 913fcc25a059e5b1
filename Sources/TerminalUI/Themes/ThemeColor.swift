/// A colour as a theme names it.
package enum ThemeColor: Sendable, Hashable {
    /// Whatever the terminal has.
    case terminalDefault
    /// 0 to 15: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones.
    case named(UInt8)
    /// 16 to 255 of the 256 colours.
    case indexed(UInt8)
    case rgb(RGB)

    /// Red, green and blue of sRGB.
    package struct RGB: Sendable, Hashable {
        package var red: UInt8
        package var green: UInt8
        package var blue: UInt8

        package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }
    }

    /// The names in the order of their numbers.
    package static let names: [String] = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
        "bright-white",
    ]
}

extension ThemeColor {
    /// `#rrggbb`, one of the 16 names, a number from 0 to 255, or `default`.
    init?(word: Substring) {
        if word == "default" {
            self = .terminalDefault
        } else if let number = Self.names.firstIndex(where: { $0 == word }) {
            self = .named(UInt8(number))
        } else if let number = UInt8(word) {
            self = number < 16 ? .named(number) : .indexed(number)
        } else if word.first == "#", word.utf8.count == 7, let value = UInt32(word.dropFirst(), radix: 16) {
            self = .rgb(RGB(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)))
        } else {
            return nil
        }
    }

    /// The nearest colour that a terminal of this depth has; in `mono` always its default.
    package func reduced(to depth: ColorDepth) -> ThemeColor {
        switch (depth, self) {
        case (.mono, _): .terminalDefault
        case (.trueColor, _), (_, .terminalDefault), (_, .named): self
        case (.ansi256, .indexed): self
        case (.ansi256, .rgb(let rgb)): .indexed(UInt8(16 + Self.nearest(to: rgb, in: Self.palette256.dropFirst(16))))
        case (.ansi16, .indexed(let index)): .named(Self.nearestNamed(to: Self.palette256[Int(index)]))
        case (.ansi16, .rgb(let rgb)): .named(Self.nearestNamed(to: rgb))
        }
    }

    /// The colour for pictures; `nil` for the terminal's default.
    package var rgb: RGB? {
        switch self {
        case .terminalDefault: nil
        case .named(let number): Self.palette256[Int(number & 15)]
        case .indexed(let index): Self.palette256[Int(index)]
        case .rgb(let rgb): rgb
        }
    }

    private static func nearestNamed(to rgb: RGB) -> UInt8 {
        UInt8(nearest(to: rgb, in: palette256.prefix(16)))
    }

    private static func nearest(to rgb: RGB, in palette: ArraySlice<RGB>) -> Int {
        var best = (offset: 0, distance: Int.max)
        for (offset, candidate) in palette.enumerated() {
            let distance = rgb.distance(to: candidate)
            if distance < best.distance { best = (offset, distance) }
        }
        return best.offset
    }

    /// xterm's colours: 16 named, a cube of 6×6×6, 24 greys.
    private static let palette256: [RGB] = {
        var palette = [
            RGB(0, 0, 0), RGB(205, 49, 49), RGB(13, 160, 94), RGB(190, 160, 20), RGB(60, 110, 200), RGB(180, 70, 180),
            RGB(17, 150, 185), RGB(204, 204, 204), RGB(110, 110, 110), RGB(241, 90, 80), RGB(60, 200, 130),
            RGB(235, 205, 70), RGB(100, 155, 240), RGB(214, 125, 214), RGB(60, 190, 215), RGB(250, 250, 250),
        ]
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        for red in levels {
            for green in levels {
                for blue in levels { palette.append(RGB(red, green, blue)) }
            }
        }
        for step in 0..<24 {
            let grey = UInt8(8 + 10 * step)
            palette.append(RGB(grey, grey, grey))
        }
        return palette
    }()
}

extension ThemeColor.RGB {
    /// Weighted by how strongly the eye sees each part, in whole numbers.
    fileprivate func distance(to other: ThemeColor.RGB) -> Int {
        let red = Int(self.red) - Int(other.red)
        let green = Int(self.green) - Int(other.green)
        let blue = Int(self.blue) - Int(other.blue)
        return 3 * red * red + 6 * green * green + 2 * blue * blue
    }

    /// `#rrggbb`.
    package var hex: String {
        let digits = String(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue), radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
