import Expressions
import SeededNumbers
import Testing

@Suite struct MatchingTests {
    @Test(
        arguments: [
            ("/checkout/*", "/checkout/", true), ("/checkout/*", "/checkout", false), ("*", "", true), ("", "", true),
            ("", "a", false),
            ("a*b*c", "a--b--b-c", true), ("a*b*c", "a--c--b", false), ("**x", "yyx", true), ("a", "A", false),
            ("*ab", "aab", true), ("ä*", "äb", true),
        ])
    func `matches globs over the whole text`(pattern: String, text: String, matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    @Test(
        arguments: [
            ("%Lee", "Ann Lee", true), ("_nn%", "Ann", true), ("_", "日", true), ("_", "", false),
            (#"50\%"#, "50%", true), (#"50\%"#, "50x", false),
            (#"a\b"#, #"a\b"#, true), ("a*", "a*", true), ("a*", "ab", false), ("%a_c%", "xxabcx", true),
            (#"x\"#, #"x\"#, true),
        ])
    func `matches SQL patterns over the whole text`(pattern: String, text: String, matches: Bool) {
        #expect(LikePattern(pattern).matches(text) == matches)
    }

    @Test func `agrees with a plain recursive matcher`() {
        func plain(_ pattern: Substring, _ text: Substring) -> Bool {
            guard let first = pattern.first else { return text.isEmpty }
            if first == "*" {
                return plain(pattern.dropFirst(), text) || (!text.isEmpty && plain(pattern, text.dropFirst()))
            }
            return text.first == first && plain(pattern.dropFirst(), text.dropFirst())
        }
        for seed in UInt64(1)...2000 {
            var random = SeededGenerator(seed: seed)
            let pattern = String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in "ab**".randomElement(using: &random) ?? "a" })
            let text = String(
                (0..<Int.random(in: 0...8, using: &random)).map { _ in "ab".randomElement(using: &random) ?? "a" })
            #expect(Glob(pattern).matches(text) == plain(pattern[...], text[...]), "seed \(seed): \(pattern) \(text)")
        }
    }

    @Test func `ends in good time on hostile patterns`() {
        let text = String(repeating: "a", count: 5_000)
        #expect(!Glob(String(repeating: "a*", count: 20) + "b").matches(text))
        #expect(!LikePattern(String(repeating: "%a", count: 20) + "b").matches(text))
    }

    @Test(arguments: [("12", 12.0), ("-0.5", -0.5), (".5", 0.5), ("1e-3", 0.001), ("+4", 4), ("1E5", 100_000)])
    func `reads decimal numbers`(text: String, value: Double) { #expect(Double(decimal: text) == value) }

    @Test(arguments: [
        "", "nan", "inf", "infinity", "0x10", "1e", "1e+", ".", "5.", "1.2.3", "1 ", "--1", "1e999", "1_000", "e5",
        "1.e5", "+", "١",
    ])
    func `leaves what is not a decimal number as text`(text: String) { #expect(Double(decimal: text) == nil) }
}
