import Configuration
import Expressions
import TerminalUI

/// Texts that people or the data write.
enum TextTargets {
    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// What is understood is printed as something that is understood alike.
    static func expressions(_ text: String) {
        _ = try? DurationParser.parse(text)
        if let filter = try? FilterParser.parse(text) {
            let printed = FilterPrinter.text(filter)
            precondition((try? FilterParser.parse(printed)) == filter, "\(printed) is another filter")
        }
        if let funnel = try? FunnelParser.parse(text) {
            let printed = FunnelPrinter.text(funnel)
            precondition((try? FunnelParser.parse(printed)) == funnel, "\(printed) is another funnel")
        }
    }

    static func configuration(_ text: String) {
        do throws(ConfigurationErrors) {
            _ = try ConfigurationReader.read(text: text, path: "fuzz.yaml")
        } catch {
            for mistake in error.all {
                precondition(mistake.line >= 1 && mistake.column >= 1, "a mistake without a place")
                precondition(!mistake.message.isEmpty, "a mistake without a message")
            }
        }
    }

    static func theme(_ text: String) {
        let (theme, _) = ThemeParser.parse(text: text, name: "fuzz")
        for role in Role.allCases { _ = theme.style(of: role, depth: .trueColor) }
    }

    static func safeText(_ text: String) {
        let safe = SafeText.make(text)
        precondition(safe == SafeText.make(safe), "not safe at once")
        for scalar in safe.unicodeScalars {
            precondition(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "a control")
            precondition(!(0x202A...0x202E).contains(scalar.value), "a change of direction")
            precondition(!(0x2066...0x2069).contains(scalar.value), "a change of direction")
        }
    }
}
