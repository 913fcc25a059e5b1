import Foundation
import SeededNumbers
import Testing

@testable import TerminalUI

@Suite struct FrameRendererTests {
    private let theme = ThemeParser.parse(
        text: "text = default\nworst = #ff7a66 bold ; bright-red bold\nbar = 33", name: "test"
    ).0

    private var frame: CellBuffer {
        var buffer = CellBuffer(width: 14, height: 4)
        buffer.frame(Rect(x: 0, y: 0, width: 12, height: 4), title: "a<b")
        buffer.put("−81 % !", x: 1, y: 1, role: .worst)
        buffer.put("██▌ 日本", x: 1, y: 2, role: .bar)
        return buffer
    }

    @Test func `prints rows without spaces at their ends`() {
        #expect(
            FrameRenderer.text(frame) == """
                ╭─ a<b ────╮
                │−81 % !   │
                │██▌ 日本  │
                ╰──────────╯
                """)
    }

    @Test func `prints colours for each depth`() {
        var buffer = CellBuffer(width: 8, height: 2)
        buffer.put("ab", x: 0, y: 0)
        buffer.put("!", x: 2, y: 0, role: .worst)
        buffer.put("#", x: 3, y: 0, role: .bar)
        func ansi(_ depth: ColorDepth) -> String { FrameRenderer.ansi(buffer, theme: theme, depth: depth) }
        #expect(ansi(.mono) == "ab\u{1B}[0;1;7m!\u{1B}[0m#\n\n")
        #expect(ansi(.ansi16) == "ab\u{1B}[0;1;91m!\u{1B}[0;36m#\u{1B}[0m\n\n")
        #expect(ansi(.ansi256) == "ab\u{1B}[0;1;38;5;209m!\u{1B}[0;38;5;33m#\u{1B}[0m\n\n")
        #expect(ansi(.trueColor) == "ab\u{1B}[0;1;38;2;255;122;102m!\u{1B}[0;38;5;33m#\u{1B}[0m\n\n")
    }

    @Test func `draws a picture on an exact grid`() {
        var buffer = CellBuffer(width: 6, height: 1)
        buffer.put("██▌", x: 0, y: 0, role: .bar)
        buffer.put("a&b", x: 3, y: 0, role: .worst)
        #expect(
            FrameRenderer.svg(buffer, theme: theme) == """
                <svg xmlns="http://www.w3.org/2000/svg" width="78" height="43" viewBox="0 0 78 43" \
                font-family="ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', \
                monospace" font-size="15">
                <rect width="78" height="43" rx="8" fill="#16181d"/>
                <g transform="translate(12 12)">
                <rect x="0" y="0" width="18" height="19" fill="#0087ff"/>
                <rect x="18" y="0" width="4.5" height="19" fill="#0087ff"/>
                <text x="27" y="14" textLength="27" lengthAdjust="spacingAndGlyphs" fill="#ff7a66" \
                font-weight="bold">a&amp;b</text>
                </g>
                </svg>

                """)
    }

    @Test func `draws borders as lines and never as letters`() throws {
        let svg = FrameRenderer.svg(frame, theme: theme)
        #expect(!svg.contains("╭") && !svg.contains("█") && !svg.contains("│"))
        #expect(svg.contains(">a&lt;b<"))
        let root = try XMLShape(svg)
        #expect(root.elementCounts["text"] == 3)
        #expect(root.elementCounts["rect"] == 3)
    }

    @Test(arguments: BuiltInThemes.names)
    func `draws well-formed pictures of anything in every theme`(name: String) throws {
        let theme = try #require(BuiltInThemes.theme(named: name))
        var random = SeededGenerator(seed: 31)
        let pieces = ["<a>", "&", "\"", "日本", "  ", "█▌", "╭─╮", "\u{1B}", "★", "x y", "▁▇", "░▓"]
        var buffer = CellBuffer(width: 30, height: 8)
        for y in 0..<8 {
            for x in stride(from: -1, to: 30, by: 3) {
                buffer.put(
                    pieces.randomElement(using: &random) ?? "", x: x, y: y,
                    role: Role.allCases.randomElement(using: &random) ?? .text)
            }
        }
        _ = try XMLShape(FrameRenderer.svg(buffer, theme: theme))
    }
}

/// Counts elements of XML that is simple enough: one tag or text element a line, attributes in double quotes.
private struct XMLShape {
    struct Malformed: Error { let line: Substring }

    var elementCounts: [Substring: Int] = [:]

    init(_ xml: String) throws {
        for line in xml.split(separator: "\n") {
            guard line.first == "<", line.last == ">", !line.unicodeScalars.contains(where: { $0.value < 0x20 }),
                line.count(where: { $0 == "\"" }) % 2 == 0
            else { throw Malformed(line: line) }
            let opened = line.dropFirst().prefix { $0.isLetter }
            elementCounts[opened, default: 0] += 1
            guard opened == "text" else { continue }
            guard line.hasSuffix("</text>"), line.count(where: { $0 == "<" }) == 2 else { throw Malformed(line: line) }
        }
    }
}
