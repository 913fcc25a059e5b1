import CNcurses
import TerminalUI

/// The roles of a theme in curses' numbers.
@MainActor
struct StylePalette {
    struct Entry {
        var pair: Int32 = 0
        var attributes: UInt32 = 0
    }

    private var entries: [Role: Entry] = [:]

    /// Defines the colour pairs that the theme needs, from 1 on.
    init(theme: Theme, depth: ColorDepth) {
        var pairs: [[Int32]: Int32] = [:]
        for role in Role.allCases {
            var style = theme.style(of: role, depth: depth)
            let foreground = Self.foreground(&style)
            let background = Self.number(of: style.background, isForeground: false)
            var entry = Entry(attributes: UInt32(style.attributes.rawValue))
            if depth != .mono {
                let known = pairs[[foreground, background]]
                let pair = known ?? Int32(pairs.count + 1)
                // A terminal with few pairs shows the rest in its own colours.
                if known != nil || pair < cncurses_pair_count() && cncurses_set_pair(pair, foreground, background) {
                    pairs[[foreground, background]] = pair
                    entry.pair = pair
                }
            }
            entries[role] = entry
        }
    }

    subscript(role: Role) -> Entry { entries[role] ?? Entry() }

    /// Where there are eight colours, bold makes the bright ones; bright black would be black on black for many.
    private static func foreground(_ style: inout TextStyle) -> Int32 {
        if case .named(let number) = style.foreground, number >= 8, cncurses_color_count() < 16 {
            if number == 8 {
                style.attributes.insert(.dim)
                return grey(on: style.background)
            }
            style.attributes.insert(.bold)
            return Int32(number - 8)
        }
        return number(of: style.foreground, isForeground: true)
    }

    private static func grey(on background: ThemeColor) -> Int32 {
        switch background {
        case .terminalDefault: ownColor(orElse: 7)
        case .named(7), .named(15): 0
        case .named, .indexed, .rgb: 7
        }
    }

    private static func ownColor(orElse fallback: Int32) -> Int32 { cncurses_has_default_colors() ? -1 : fallback }

    private static func number(of color: ThemeColor, isForeground: Bool) -> Int32 {
        let palette = cncurses_palette_count()
        return switch color {
        case .terminalDefault: ownColor(orElse: isForeground ? 7 : 0)
        case .named(let number) where !cncurses_has_direct_color() || number < palette:
            Int32(number) % max(8, min(16, palette))
        case .indexed(let index) where index < palette: Int32(index)
        // With direct colour, the numbers of the palette are not free for the darkest colours.
        case .named, .indexed, .rgb: max(palette, color.rgb.map(Self.directNumber) ?? 0)
        }
    }

    private static func directNumber(of rgb: ThemeColor.RGB) -> Int32 {
        Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
    }
}
