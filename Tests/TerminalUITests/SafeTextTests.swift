import SeededNumbers
import Testing

@testable import TerminalUI

@Suite struct SafeTextTests {
    @Test func `leaves ordinary text alone`() {
        for text in ["", "checkout", "Größe 12 €", "日本語", "naïve", "👍 ok", "★ B wins", "🇩🇪"] {
            #expect(SafeText.make(text) == text)
        }
    }

    @Test(arguments: [
        ("\u{1B}[31m", "␛[31m"), ("a\rb\u{8}c", "a␍b␈c"), ("\0\n\t", "␀␊␉"), ("\u{7F}", "␡"), ("a\r\nb", "a␍␊b"),
        ("\u{9B}2J", "⟨U+009B⟩2J"), ("x\u{202E}y", "x⟨U+202E⟩y"), ("\u{2066}\u{200B}", "⟨U+2066⟩⟨U+200B⟩"),
        ("\u{2028}\u{FEFF}", "⟨U+2028⟩⟨U+FEFF⟩"), ("so\u{AD}ft", "so⟨U+00AD⟩ft"), ("\u{E0041}", "⟨U+E0041⟩"),
        ("❤\u{FE0F}", "❤"), ("\u{301}", "◌\u{301}"),
    ])
    func `shows what could harm as symbols`(text: String, expected: String) {
        #expect(SafeText.make(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test func `shows invalid bytes as replacement characters`() {
        let text = String(decoding: [0x61, 0xFF, 0xED, 0xA0, 0x80, 0x62], as: UTF8.self)
        #expect(SafeText.make(text) == "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b")
    }

    @Test func `keeps four marks on a letter`() {
        let stacked = "e" + String(repeating: "\u{301}", count: 40) + "x"
        #expect(SafeText.make(stacked).unicodeScalars.count == 6)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `is idempotent and free of controls on any text`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let spicy: [ClosedRange<UInt32>] = [0...0x7F, 0x80...0xA0, 0x300...0x320, 0x2000...0x2070, 0xFE00...0xFE0F]
        for _ in 0..<150 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let range = Bool.random(using: &random) ? spicy.randomElement(using: &random) ?? 0...1 : 0...0x10FFFF
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            let safe = SafeText.make(text)
            let again = SafeText.make(safe)
            #expect(again.unicodeScalars.elementsEqual(safe.unicodeScalars), "seed \(seed)")
            let harmful = safe.unicodeScalars.filter {
                switch $0.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned: true
                default: false
                }
            }
            #expect(harmful.isEmpty, "seed \(seed)")
            for glyphs in [Glyphs.console, .ascii] {
                var buffer = CellBuffer(width: 40, height: 1, glyphs: glyphs)
                buffer.put(text, x: 0, y: 0)
                if glyphs.repertoire == .ascii {
                    #expect(buffer.cells.allSatisfy { ($0.character.asciiValue ?? 0) >= 0x20 }, "seed \(seed)")
                }
                buffer.put(text, x: 3, y: 0, width: 5, alignment: .trailing)
            }
        }
    }
}
