/// The characters a terminal can show: borders, marks and the ladders that bars are made of.
package struct Glyphs: Sendable, Hashable {
    /// How much the terminal's font is trusted with.
    package enum Repertoire: Sendable, Hashable {
        /// Everything of Unicode that usual terminal fonts have.
        case unicode
        /// What code page 437 had, as on the Linux console.
        case console
        /// 7 bits.
        case ascii
    }

    package let repertoire: Repertoire

    package let horizontal: Character
    package let vertical: Character
    package let topLeft: Character
    package let topRight: Character
    package let bottomLeft: Character
    package let bottomRight: Character
    package let teeLeft: Character
    package let teeRight: Character
    package let teeUp: Character
    package let teeDown: Character
    package let cross: Character

    package let winner: String
    package let worst: String
    package let up: String
    package let down: String
    package let same: String
    package let minus: String
    package let approximate: String
    package let ellipsis: String
    package let dot: String
    package let arrow: String
    package let leftArrow: String
    package let rightArrow: String
    package let hook: String
    package let track: String
    package let bullet: String
    /// The sign before a factor, as in `×17`.
    package let times: String
    /// Between the two ends of an interval.
    package let dash: String

    /// Partly filled cells of a horizontal bar from thin to full.
    package let barLadder: [Character]
    /// Partly filled cells of a column from low to full.
    package let columnLadder: [Character]
    /// Heights of a sparkline from low to high.
    package let sparkLadder: [Character]
    /// What is not final yet.
    package let provisional: Character
    /// The ends of an interval that is drawn as a bar.
    package let intervalStart: Character
    package let intervalEnd: Character
}

extension Glyphs {
    package static let unicode = Glyphs(
        repertoire: .unicode,
        horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
        teeLeft: "┤", teeRight: "├", teeUp: "┴", teeDown: "┬", cross: "┼",
        winner: "★", worst: "!", up: "▲", down: "▼", same: "=", minus: "−", approximate: "≈", ellipsis: "…",
        dot: "●", arrow: "→", leftArrow: "◂", rightArrow: "▸", hook: "╰", track: "─", bullet: "·", times: "×",
        dash: "–",
        barLadder: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        columnLadder: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        sparkLadder: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        provisional: "▒", intervalStart: "▐", intervalEnd: "▌")

    package static let console = Glyphs(
        repertoire: .console,
        horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘",
        teeLeft: "┤", teeRight: "├", teeUp: "┴", teeDown: "┬", cross: "┼",
        winner: "*", worst: "!", up: "▲", down: "▼", same: "=", minus: "-", approximate: "≈", ellipsis: "~",
        dot: "•", arrow: "→", leftArrow: "◄", rightArrow: "►", hook: "└", track: "─", bullet: "·", times: "x",
        dash: "-",
        barLadder: ["▌", "█"],
        columnLadder: ["▄", "█"],
        sparkLadder: [".", ":", "-", "=", "+", "*", "#"],
        provisional: "▒", intervalStart: "▐", intervalEnd: "▌")

    package static let ascii = Glyphs(
        repertoire: .ascii,
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        teeLeft: "+", teeRight: "+", teeUp: "+", teeDown: "+", cross: "+",
        winner: "*", worst: "!", up: "^", down: "v", same: "=", minus: "-", approximate: "~", ellipsis: "~",
        dot: "o", arrow: "->", leftArrow: "<", rightArrow: ">", hook: "`", track: ".", bullet: "-", times: "x",
        dash: "-",
        barLadder: ["#"],
        columnLadder: [".", ":", "#"],
        sparkLadder: [".", ":", "-", "=", "+", "*", "#"],
        provisional: "/", intervalStart: "[", intervalEnd: "]")
}
