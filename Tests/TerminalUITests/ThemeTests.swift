import Foundation
import SeededNumbers
import Testing

@testable import TerminalUI

@Suite struct ThemeTests {
    private static func parse(_ text: String) -> (Theme, [ThemeWarning]) { ThemeParser.parse(text: text, name: "test") }

    @Test func `reads the three forms of a role`() {
        let (theme, warnings) = Self.parse(
            "# comment\n\nworst = #ff7a66 on #101010 bold ; bright-red bold ; bold reverse # why\ntext=#C0FFEE;7\n")
        #expect(warnings.isEmpty)
        #expect(
            theme.style(of: .worst, depth: .trueColor)
                == TextStyle(
                    foreground: .rgb(.init(0xFF, 0x7A, 0x66)), background: .rgb(.init(16, 16, 16)), attributes: .bold))
        #expect(
            theme.style(of: .worst, depth: .ansi16) == TextStyle(foreground: .named(9), attributes: .bold))
        #expect(theme.style(of: .worst, depth: .mono) == TextStyle(attributes: [.bold, .reverse]))
        #expect(theme.style(of: .text, depth: .ansi16) == TextStyle(foreground: .named(7)))
    }

    @Test func `computes what is left out`() {
        let (theme, _) = Self.parse("text = #ffffff\nworst = #ff0000 bold\nspark = 33 ; ; bold\r\ninput = 17\n")
        #expect(theme.style(of: .worst, depth: .ansi256).foreground == .indexed(196))
        #expect(theme.style(of: .worst, depth: .mono).attributes == [.bold, .reverse])
        #expect(theme.style(of: .text, depth: .ansi16).foreground == .named(15))
        #expect(theme.style(of: .number, depth: .trueColor).foreground == .rgb(.init(255, 255, 255)))
        #expect(theme.style(of: .error, depth: .ansi256).foreground == .indexed(196), "an error looks like the worst")
        #expect(theme.style(of: .spark, depth: .mono).attributes == .bold)
        #expect(theme.style(of: .spark, depth: .ansi256).foreground == .indexed(33))
    }

    @Test func `stands the background behind every role`() {
        let (theme, _) = Self.parse("background = #101820 ; black\ntext = #ffffff\nselection = black on white\n")
        #expect(theme.style(of: .text, depth: .trueColor).background == .rgb(.init(16, 24, 32)))
        #expect(theme.style(of: .text, depth: .ansi16).background == .named(0))
        #expect(theme.style(of: .selection, depth: .trueColor).background == .named(7))
        #expect(theme.style(of: .text, depth: .mono) == TextStyle())
    }

    @Test func `warns with the line and the nearest name`() {
        let (theme, warnings) = Self.parse(
            """
            text = #ffffff
            wrost = red
            title red
            border = #12345 bold
            focus = red ; blue ; green
            text = blue
            key = red ; red ; bold ; bold
            zzzzzzzzzzzz = red
            """)
        #expect(
            warnings == [
                ThemeWarning(line: 2, problem: .unknownRole("wrost", suggestion: "worst")),
                ThemeWarning(line: 3, problem: .noEqualsSign),
                ThemeWarning(line: 4, problem: .unknownWord("#12345")),
                ThemeWarning(line: 5, problem: .colorInMonoPart("green")),
                ThemeWarning(line: 6, problem: .repeated("text")),
                ThemeWarning(line: 7, problem: .tooManyParts),
                ThemeWarning(line: 8, problem: .unknownRole("zzzzzzzzzzzz", suggestion: nil)),
            ])
        #expect(warnings[0].description == "line 2: there is no role `wrost`, did you mean `worst`?")
        #expect(theme.style(of: .text, depth: .trueColor).foreground == .named(4))
    }

    @Test(arguments: [21, 22, 23] as [UInt64])
    func `survives any text`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "text", "=", ";", "#", "#ff", "on", "bold", "\n", " ", "\u{1B}[0m", "worst", "255", "256", "é", "\r",
        ]
        for _ in 0..<300 {
            let text = (0..<20).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let (theme, warnings) = Self.parse(text)
            for role in Role.allCases { _ = theme.style(of: role, depth: .ansi16) }
            for warning in warnings { #expect(!warning.description.contains("\u{1B}"), "seed \(seed)") }
        }
    }

    @Test(arguments: BuiltInThemes.names)
    func `ships without warnings and with every role`(name: String) throws {
        let text = try #require(BuiltInThemes.texts.first { $0.name == name }?.text)
        #expect(ThemeParser.parse(text: text, name: name).1.isEmpty)
        for role in Role.allCases {
            #expect(text.split(separator: "\n").contains { $0.hasPrefix(role.rawValue + " ") }, "\(role)")
        }
    }

    @Test(arguments: BuiltInThemes.names)
    func `has the same text in the program and in the folder`(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("themes/\(name).theme")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(BuiltInThemes.texts.first { $0.name == name }?.text == text)
    }

    @Test func `has no theme that was not built in`() {
        #expect(BuiltInThemes.theme(named: "nowhere") == nil)
        #expect(BuiltInThemes.theme(named: "night")?.name == "night")
        #expect(BuiltInThemes.standard.name == "default")
    }

    @Test(arguments: ["night", "paper", "high-contrast", "deuteranopia"])
    func `can be read`(name: String) throws {
        let theme = try #require(BuiltInThemes.theme(named: name))
        let shapes: Set<Role> = [.border, .bar, .barTrack, .barAlternate, .spark]
        for role in Role.allCases where !shapes.contains(role) {
            let style = theme.style(of: role, depth: .trueColor)
            let foreground = try #require(style.foreground.rgb)
            let background = try #require(style.background.rgb)
            #expect(Self.contrast(foreground, background) >= 4.5, "\(role) of \(name)")
        }
    }

    @Test(arguments: BuiltInThemes.names)
    func `tells the worst and the winner from text without colours`(name: String) throws {
        let theme = try #require(BuiltInThemes.theme(named: name))
        let text = theme.style(of: .text, depth: .mono).attributes
        #expect(theme.style(of: .worst, depth: .mono).attributes != text)
        #expect(theme.style(of: .winner, depth: .mono).attributes != text)
        #expect(theme.style(of: .selection, depth: .mono).attributes.contains(.reverse))
        for role in Role.allCases {
            let style = theme.style(of: role, depth: .mono)
            #expect(style.foreground == .terminalDefault && style.background == .terminalDefault)
        }
    }

    /// WCAG 2.1, section 1.4.3; black on white is 21.
    private static func contrast(_ first: ThemeColor.RGB, _ second: ThemeColor.RGB) -> Double {
        let levels = [luminance(first), luminance(second)].sorted()
        return (levels[1] + 0.05) / (levels[0] + 0.05)
    }

    private static func luminance(_ color: ThemeColor.RGB) -> Double {
        func linear(_ part: UInt8) -> Double {
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
    }

    @Test func `computes the contrast as the guidelines do`() {
        #expect(abs(Self.contrast(.init(0, 0, 0), .init(255, 255, 255)) - 21) < 1e-9)
        #expect(abs(Self.contrast(.init(0x76, 0x76, 0x76), .init(255, 255, 255)) - 4.54) < 0.01)
    }
}
