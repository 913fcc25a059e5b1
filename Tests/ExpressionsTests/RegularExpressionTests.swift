import Expressions
import SeededNumbers
import Testing

@Suite struct RegularExpressionTests {
    @Test(
        arguments: [
            ("abc", "xxabcxx", true), ("abc", "ab", false), ("", "", true), ("", "x", true), ("^a", "ba", false),
            ("a$", "ab", false), ("^$", "", true),
            ("^$", "x", false), ("a.c", "a\nc", false), ("a.c", "aéc", true), ("[a-c]+x", "abcx", true),
            ("[^a-c]", "abc", false), ("[]a]", "]", true),
            ("[a-]", "-", true), (#"[\d_]x"#, "7x", true), (#"[^\D]"#, "a", false), (#"\d{3}"#, "12 345", true),
            (#"^\d{2,3}$"#, "1234", false),
            (#"^\d{2,}$"#, "12345", true), (#"^\w+\s\W$"#, "ab !", true), (#"\bfoo\b"#, "a foo b", true),
            (#"\bfoo\b"#, "afoo", false),
            (#"\Boo"#, "foo", true), ("a|b|cd", "xcd", true), ("^(a|b)*$", "abba", true), ("^(a|b)*$", "abc", false),
            ("(?:ab)?c", "c", true),
            ("(?i)straße|ABC", "abc", true), ("(?i)[a-c]x", "BX", true), ("(?i)[^a]", "A", false),
            ("^a??b$", "ab", true), (#"\."#, "x", false),
            (#"\/checkout\/"#, "/checkout/", true), ("^(|a)+$", "aaa", true), ("(a*)*b", "aaab", true),
            ("x{0}y", "y", true), ("^a{0,2}$", "aaa", false),
            ("日.語", "日本語", true), (#"\t"#, "a\tb", true), ("()", "x", true), ("a||b", "zzz", true),
            (#"$\n"#, "a\n", false),
        ])
    func `finds what it says`(pattern: String, text: String, isFound: Bool) throws {
        #expect(try RegularExpression(pattern).isFoundIn(text) == isFound)
    }

    @Test func `ends in good time on hostile patterns`() throws {
        let text = String(repeating: "a", count: 3_000) + "!"
        for pattern in ["^(a+)+$", "^(a|a)*$", "^(a*)*$", "^((a?){30})*b", "(x+x+)+y", "(.*)*(.*)*z"] {
            #expect(try !RegularExpression(pattern).isFoundIn(text), "\(pattern)")
        }
    }

    @Test(
        arguments: [
            "(", ")", "[", "[b-a]", "*", "a**", "a{", "a{2", "a{3,2}", "a{1001}", "\\", "\\q", "(?<n>a)", "(?=a)", "(?",
            "[\\", "a{99999999999999999999}",
            "((a{1000}){1000}){1000}", "((((){1000}){1000}){1000}){1000}", #"[a-\d]"#,
        ])
    func `refuses what it cannot search`(pattern: String) {
        #expect(throws: ExpressionError.self) { try RegularExpression(pattern) }
    }

    @Test func `refuses deep nesting instead of running out of stack`() {
        #expect(throws: ExpressionError.self) { try RegularExpression(String(repeating: "(", count: 100_000)) }
    }

    @Test func `agrees with a plain set of texts`() throws {
        // Over a small alphabet, against the meaning by definition: all texts the tree can make, up to a length.
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            let tree = Tree.random(depth: 3, &random)
            let language = tree.texts(upTo: 4)
            let expression = try RegularExpression("^(" + tree.pattern + ")$")
            for text in Tree.allTexts(upTo: 4) {
                #expect(
                    expression.isFoundIn(text) == language.contains(text), "seed \(seed): \(tree.pattern) on \(text)")
            }
        }
    }
}

/// A regular expression with its meaning by definition.
indirect enum Tree {
    case letter(String), both(Tree, Tree), either(Tree, Tree), many(Tree), maybe(Tree)

    static func random(depth: Int, _ random: inout SeededGenerator) -> Tree {
        switch depth == 0 ? 0 : Int.random(in: 0...5, using: &random) {
        case 0: .letter(Bool.random(using: &random) ? "a" : "b")
        case 1, 2: .both(.random(depth: depth - 1, &random), .random(depth: depth - 1, &random))
        case 3: .either(.random(depth: depth - 1, &random), .random(depth: depth - 1, &random))
        case 4: .many(.random(depth: depth - 1, &random))
        default: .maybe(.random(depth: depth - 1, &random))
        }
    }

    var pattern: String {
        switch self {
        case .letter(let letter): letter
        case .both(let one, let other): one.pattern + other.pattern
        case .either(let one, let other): "(\(one.pattern)|\(other.pattern))"
        case .many(let inner): "(\(inner.pattern))*"
        case .maybe(let inner): "(\(inner.pattern))?"
        }
    }

    func texts(upTo length: Int) -> Set<String> {
        switch self {
        case .letter(let letter): return [letter]
        case .both(let one, let other): return Self.joined(one.texts(upTo: length), other.texts(upTo: length), length)
        case .either(let one, let other): return one.texts(upTo: length).union(other.texts(upTo: length))
        case .maybe(let inner): return inner.texts(upTo: length).union([""])
        case .many(let inner):
            let once = inner.texts(upTo: length)
            var all: Set<String> = [""]
            for _ in 0..<length { all.formUnion(Self.joined(all, once, length)) }
            return all
        }
    }

    private static func joined(_ one: Set<String>, _ other: Set<String>, _ length: Int) -> Set<String> {
        Set(one.flatMap { a in other.map { a + $0 } }.filter { $0.count <= length })
    }

    static func allTexts(upTo length: Int) -> [String] {
        var all = [""]
        var last = [""]
        for _ in 0..<length {
            last = last.flatMap { [$0 + "a", $0 + "b"] }
            all += last
        }
        return all
    }
}
