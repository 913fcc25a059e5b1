import Expressions
import Testing

/// What is written, with the mistake between « and », and what the user is told.
struct Mistake: Sendable, CustomTestStringConvertible {
    let marked: String
    let message: String
    let remedy: String

    init(_ marked: String, _ message: String, _ remedy: String) {
        self.marked = marked
        self.message = message
        self.remedy = remedy
    }

    var text: String { marked.replacing("«", with: "").replacing("»", with: "") }
    var offset: Int { marked.prefix { $0 != "«" }.count }
    var length: Int { marked.drop { $0 != "«" }.dropFirst().prefix { $0 != "»" }.count }
    var testDescription: String { marked }
}

@Suite struct ErrorTests {
    static let mistakes = [
        Mistake("a > b «withn» 1h", "is not a clause", "did you mean `within`?"),
        Mistake("a > b «WITHIN» 1h", "is not a clause", "did you mean `within`?"),
        Mistake("a «bought» > c", "expected `>` or a clause", "separated by `>`"),
        Mistake("a «->» b", "`->`", "did you mean `>`?"),
        Mistake("a«->»b", "`->`", "did you mean `>`?"),
        Mistake("a «=>» b", "`=>`", "did you mean `>`"),
        Mistake("checkout «a» > b", "expected `>` or a clause", "separated by `>`"),
        Mistake("a > b «order» any", "`order` is not a clause", "any order"),
        Mistake("a«,» b", "unexpected `,`", "separated by `>`"),
        Mistake("a > b where x = new «york» within 1h", "expected `>` or a clause", "values with spaces"),
        Mistake("a > b where x = 1 and within «1h»", "an operator after `within`", "leave out the word before it"),
        Mistake("a > b «and» c = 1", "outside a filter", "begins with `where`"),
        Mistake("a > b «=» 1", "expected `>` or a clause", "begins with `where`"),
        Mistake("a > b within 1h «>» c", "a step after a clause", "after the last step"),
        Mistake("a: b«:» c", "one colon", "quotes"),
        Mistake("a > b as x«?»", "unexpected `?`", "before `as`"),
        Mistake("«»", "expected an event or a page", "such as"),
        Mistake("a > «»", "the expression ends here", "such as"),
        Mistake("a > «>» b", "found `>`", "one `>`"),
        Mistake("a |«|» b > c", "found `|`", "one `|`"),
        Mistake("a > «within» 1h", "a word of the language", "'within'"),
        Mistake("first «first» > b", "a word of the language", "'first'"),
        Mistake("a > «''»", "name is empty", ""),
        Mistake("«'»a > b", "never closed", "close it with `'`"),
        Mistake("/a«?»q=1 > b", "without its query", "quotes"),
        Mistake("a > b«;» c", "unexpected `;`", "quotes"),
        Mistake("a > b as «>» c", "a name after `as`", "quotes"),
        Mistake("«a»", "at least 2 steps", "add a step"),
        Mistake("a«?» > b", "first step cannot be optional", "another step"),
        Mistake("a > b «within 0s»", "needs a length", "no limit"),
        Mistake("a > b «within_step 0m»", "needs a length", "no limit"),
        Mistake("a > b within «»", "a duration after `within`", "30m"),
        Mistake("a > b within «5»", "no unit", "5m"),
        Mistake("a > b within 5«min»", "not a unit", "did you mean `m`?"),
        Mistake("a > b within 5«H»", "not a unit", "did you mean `h`?"),
        Mistake("a > b within «h»", "whole number", "90s"),
        Mistake("a > b within 1h5«h»", "twice", "add"),
        Mistake("a > b within «99999999999999999999s»", "too long", "36525d"),
        Mistake("a > b within «9999999999999d»", "too long", "36525d"),
        Mistake("a > b within 1h «within» 2h", "stands twice", "leave one"),
        Mistake("a > b strict «any» order", "`any order` contradicts `strict`", "leave one"),
        Mistake("a > b ties strict «grace» 2s", "`grace` contradicts `ties`", "leave one"),
        Mistake("a > b any «»", "expected `order`", "any order"),
        Mistake("a > b count «uniqe»", "cannot stand after `count`", "did you mean `unique`?"),
        Mistake("a > b entry «»", "a word after `entry`", "best, first"),
        Mistake("a > b ties «nonsense»", "after `ties`", "any, strict, arrival"),
        Mistake("a > b open «entry first»", "contradicts `open`", "leave one"),
        Mistake("a > b excluding x «between 0 and 2»", "between steps 1 and 2", "between 1 and 2"),
        Mistake("a > b excluding x «between 1 and 3»", "between steps 1 and 2", "between 1 and 2"),
        Mistake("a > b excluding x «between 2 and 1»", "later step", "swap"),
        Mistake("a > b excluding x «between 2 and 2»", "later step", "swap"),
        Mistake("a > b excluding x between «one» and 2", "number of a step", "from 1 to 2"),
        Mistake("a > b excluding x between 1 «2»", "expected `and`", "between 1 and 2"),
        Mistake("a > b excluding x«?»", "unexpected `?`", ""),
        Mistake("a > b per «»", "a name after `per`", ""),
    ]

    @Test(arguments: mistakes)
    func `shows the place of a mistake and what would be right`(mistake: Mistake) throws {
        let error = try #require(throws: ExpressionError.self) { try FunnelParser.parse(mistake.text) }
        check(error, mistake)
    }

    static let filterMistakes = [
        Mistake("«»", "a field name", "country"),
        Mistake("a «is» 1", "not an operator", "did you mean `=`?"),
        Mistake("a «contains» b", "not an operator", "like"),
        Mistake("a «lik» b", "not an operator", "did you mean `like`?"),
        Mistake("a «==» 1", "`==`", "did you mean `=`?"),
        Mistake("a «<>» 1", "`<>`", "did you mean `!=`?"),
        Mistake("a «!~» b", "`!~`", "`not`"),
        Mistake("a «!» b", "unexpected `!`", "`!=`"),
        Mistake("a = 1 «&&» b = 2", "`&&`", "did you mean `and`?"),
        Mistake("a «»", "an operator after `a`", "like in exists"),
        Mistake("a «'x'»", "an operator after `a`", "like in exists"),
        Mistake("a = «»", "a value after `=`", "quotes"),
        Mistake("a > «>» 1", "a value after `>`", "quotes"),
        Mistake("a = new «york»", "expected the end", "quotes"),
        Mistake("(a = 1«»", "expected `)`", "close"),
        Mistake("a = 1«)»", "expected the end", ""),
        Mistake("a in «DE»", "expected `(`", "in (DE, AT)"),
        Mistake("a in («)»", "a value after `(`", ""),
        Mistake("a in (x,«)»", "a value after `,`", ""),
        Mistake("a in (x «y»)", "`,` or `)`", ""),
        Mistake("«''» = 1", "no name", ""),
        Mistake("a ~ 'x«(»y'", "never closed", "sign itself"),
        Mistake("a ~ '«[»y'", "never closed", "sign itself"),
        Mistake("a ~ 'y«*»*'".replacing("y«*»*", with: "y*«*»"), "nothing stands here", "parentheses"),
        Mistake("a ~ '«*»'", "nothing stands before", "sign itself"),
        Mistake(#"a ~ 'x«\1»'"#, "back references", "bounded"),
        Mistake("a ~ 'x«(?=»y)'", "kind of group", "(?:"),
        Mistake("a ~ 'x«{3,2}»'", "reversed", "{2,5}"),
    ]

    @Test(arguments: filterMistakes)
    func `shows the place of a mistake in a filter`(mistake: Mistake) throws {
        let error = try #require(throws: ExpressionError.self) { try FilterParser.parse(mistake.text) }
        check(error, mistake)
    }

    private func check(_ error: ExpressionError, _ mistake: Mistake) {
        #expect(error.message.contains(mistake.message), "\(error)")
        #expect((error.remedy ?? "").contains(mistake.remedy), "\(error)")
        #expect(error.offset == mistake.offset, "\(error)")
        #expect(error.length == mistake.length, "\(error)")
        #expect(error.text == mistake.text)
    }

    @Test func `says it in three lines`() throws {
        let error = try #require(throws: ExpressionError.self) { try FunnelParser.parse("a > b withn 1h") }
        #expect(
            error.description == """
                `withn` is not a clause
                  a > b withn 1h
                        ^^^^^ did you mean `within`?
                """)
    }

    @Test func `shows only the neighbourhood of a mistake in a long text`() throws {
        let text = String(repeating: "x", count: 500) + " > b withn 1h excluding " + String(repeating: "y", count: 500)
        let error = try #require(throws: ExpressionError.self) { try FunnelParser.parse(text) }
        let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines[1].count <= 76)
        #expect(lines[1].contains("…") && lines[1].contains(" withn "))
        let caret = try #require(lines[2].firstIndex(of: "^"))
        let column = lines[2].distance(from: lines[2].startIndex, to: caret)
        #expect(lines[1].dropFirst(column).hasPrefix("withn"))
    }

    @Test func `lets no control sign of the text through`() throws {
        for hostile in ["\u{1B}[31m", "\u{202E}", "\u{85}", "\u{8}", "\r", "\u{7F}", "\u{2028}"] {
            let texts = ["a > b '\(hostile)' x", "a > b \(hostile)zz 1h", "a > '\(hostile)'> ''"]
            for text in texts {
                guard let error = #expect(throws: ExpressionError.self, performing: { try FunnelParser.parse(text) })
                else { continue }
                let shown = error.description.unicodeScalars.filter { $0 != "\n" }
                #expect(
                    shown.allSatisfy {
                        $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
                            && $0 != "\u{2028}"
                    })
                #expect(error.description.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
            }
        }
    }

    @Test func `refuses more than 32 steps at the first too many`() throws {
        let text = (1...33).map { "s\($0)" }.joined(separator: " > ")
        let error = try #require(throws: ExpressionError.self) { try FunnelParser.parse(text) }
        #expect(error.message.contains("at most 32") && String(text.dropFirst(error.offset)) == "s33")
    }

    @Test func `limits nesting and length of filters`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a = 1" + String(repeating: ")", count: depth)
        }
        #expect(throws: Never.self) { try FilterParser.parse(nested(63)) }
        let deep = try #require(throws: ExpressionError.self) { try FilterParser.parse(nested(100_000)) }
        #expect(deep.message.contains("64") && deep.offset == 64)
        let nots = String(repeating: "not ", count: 100_000) + "a = 1"
        #expect(throws: ExpressionError.self) { try FilterParser.parse(nots) }
        let chain = [String](repeating: "a = 1", count: 257).joined(separator: " and ")
        let long = try #require(throws: ExpressionError.self) { try FilterParser.parse(chain) }
        #expect(long.message.contains("256"))
    }

    @Test func `suggests a near word only`() {
        #expect(Suggestion.nearest(to: "withni", in: ["within", "without"]) == "within")
        #expect(Suggestion.nearest(to: "purple", in: ["within", "count"]) == nil)
        #expect(Suggestion.nearest(to: "", in: ["a"]) == nil)
        #expect(Suggestion.nearest(to: String(repeating: "x", count: 100_000), in: ["within"]) == nil)
    }
}
