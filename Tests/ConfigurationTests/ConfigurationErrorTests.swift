import Configuration
import SeededNumbers
import Testing

/// A text with the place of its mistake marked by », and what the user is told.
struct Mistake: Sendable, CustomTestStringConvertible {
    let marked: String
    let message: String
    let remedy: String

    init(_ marked: String, _ message: String, _ remedy: String = "") {
        self.marked = marked
        self.message = message
        self.remedy = remedy
    }

    var text: String { marked.replacing("»", with: "") }
    var line: Int { marked.prefix { $0 != "»" }.count { $0 == "\n" } + 1 }
    var column: Int { marked.prefix { $0 != "»" }.reversed().prefix { $0 != "\n" }.count + 1 }
    var testDescription: String { marked }
}

@Suite struct ConfigurationErrorTests {
    static let mistakes = [
        Mistake("»fiels: {time: ts}", "unknown key `fiels` in a configuration", "did you mean `fields`?"),
        Mistake("fields: {»tiem: ts}", "unknown key `tiem` in fields", "did you mean `time`?"),
        Mistake("fields: {time: »[a, b, c]}", "`time` is one field, or two", "[date, time]"),
        Mistake("fields: {time: [a, »{b: c}]}", "`time` is a text"),
        Mistake("»alerts:\n", "not available in this version"),
        Mistake("»audiences: {a: b}", "`audiences` is not available in this version", "leave it out"),
        Mistake("»costs: {ads: 1}", "`costs` is not available in this version"),
        Mistake("»panes: [a]", "`panes` is not available in this version"),
        Mistake("»keys: {q: quit}", "`keys` is not available in this version"),
        Mistake("stitching: »perhaps", "`stitching` is true or false"),
        Mistake("bots: »inclde", "`bots` cannot be `inclde`", "did you mean `include`?"),
        Mistake("fields: »abc", "fields is a mapping, not a text", "key: value"),
        Mistake("»- a\n- b", "a configuration is a mapping, not a list"),
        Mistake("»hello", "a configuration is a mapping, not a text"),
        Mistake("sources: »{a: b}", "`sources` is a text, not a mapping"),
        Mistake("format: »jsnol", "unknown format", "did you mean `jsonl`?"),
        Mistake("format: »nginx_json", "unknown format", "did you mean `nginx-json`?"),
        Mistake("header: »maybe", "true or false"),
        Mistake("delimiter: »\"ab\"", "one sign"),
        Mistake("lateness: 60»x", "not a unit of time", "one of"),
        Mistake("session_gap: »0s", "needs a length", "30m"),
        Mistake("line_limit: »12", "from 1K to 16M", "1M"),
        Mistake("line_limit: »many", "from 1K to 16M", "1M"),
        Mistake("where: a »contains b", "not an operator", "like"),
        Mistake("where: \"a »contains b\"", "not an operator", "like"),
        Mistake("where: »\"a\\tcontains b\"", "not an operator", "like"),
        Mistake("funnels:\n  checkout: a > b »withn 1h", "not a clause", "did you mean `within`?"),
        Mistake("funnels:\n  größe: 'ä > ö »withn 1h'", "not a clause", "did you mean `within`?"),
        Mistake("funnels:\n  x: »a", "at least 2 steps"),
        Mistake("funnels:\n  x: »[a, b]", "`x` is a text, not a list"),
        Mistake("funnels:\n  »x: {within: 1h}", "has no `steps`"),
        Mistake("funnels:\n  x: {steps: »[a]}", "at least 2 steps"),
        Mistake("funnels:\n  x: {steps: [»a?, b]}", "first step cannot be optional"),
        Mistake(
            "funnels:\n  x: {steps: [a, b], »witin: 1h}", "unknown key `witin` in a funnel", "did you mean `within`?"),
        Mistake("funnels:\n  x: {steps: [a, b], within: »0s}", "needs a length"),
        Mistake("funnels:\n  x: {steps: [a, b], order: »stict}", "`order` cannot be `stict`", "did you mean `strict`?"),
        Mistake("funnels:\n  x: {steps: [a, b], ties: »grace 2s}", "`ties` cannot be", "write `grace: 2s`"),
        Mistake("funnels:\n  x: {steps: [a, b], ties: »strict, grace: 2s}", "contradicts `grace`"),
        Mistake("funnels:\n  x: {steps: [a, b], open: true, entry: »first}", "contradicts `open`"),
        Mistake("funnels:\n  x: {steps: [a, »{name: b}]}", "neither `when` nor `event` nor `page`"),
        Mistake("funnels:\n  x: {steps: [a, {event: b, »page: /c}]}", "`page` contradicts `event`"),
        Mistake("funnels:\n  x: {steps: [a, {page: »c}]}", "begins with `/`"),
        Mistake("funnels:\n  x: {steps: [a, b], excluding: [{event: c, between: [1, »3]}]}", "from 1 to 2"),
        Mistake("funnels:\n  x: {steps: [a, b], excluding: [»{event: c, between: [2, 1]}]}", "later step", "swap"),
        Mistake("funnels:\n  x: {steps: [a, b], excluding: [{event: c, between: »5}]}", "two step numbers", "[1, 2]"),
        Mistake("funnels:\n  x: {steps: [a, b], excluding: [»c?]}", "neither `first` nor optional"),
        Mistake("funnels: {checkout: a > b}\nkpi: »chekout", "no funnel `chekout`", "did you mean `checkout`?"),
        Mistake("breakdowns: [a, »{attribution: first}]", "no `field`"),
        Mistake("breakdowns: [a, »a]", "stands twice"),
        Mistake("breakdowns: »device country", "several fields", "write [device, country]"),
        Mistake("columns: [ts, user, »user]", "the column `user` stands twice", "rename"),
        Mistake("breakdowns: [{field: a, attribution: »frist}]", "cannot be `frist`", "did you mean `first`?"),
        Mistake("breakdowns: [{field: a, attribution: »step 33}]", "cannot be", "1 to 32"),
        Mistake("segments: {x: »first_time}", "`first_time` is not available in this version", "country = DE"),
        Mistake("segments: {x: »did added_to_cart >= 2 and not did purchased}", "`did` is not available"),
        Mistake("segments: {x: »sum(revenue) >= 200 within 30d}", "`sum` is not available"),
        Mistake("segments: {x: a = »> 3}", "a value after `=`"),
        Mistake("view: {fps: »100}", "from 1 to 60"),
        Mistake("view: {fps: »fast}", "from 1 to 60"),
        Mistake("view: {range: »2h}", "length of time", "15m, 1h"),
        Mistake("view: {glyphs: »asci}", "cannot be `asci`", "did you mean `ascii`?"),
        Mistake("sources: [»\"\"]", "`sources` is empty"),
        Mistake("funnels:\n  a: {x: »*b}", "this is not YAML: found undefined alias", "quote"),
        Mistake("funnels:\n  a: »&x b", "anchors", "write the value out"),
        Mistake("a: b\n---\n»c: d".replacing("---\n»", with: "»---\n"), "not YAML", "one document"),
        Mistake("view: {theme: a\n»", "not YAML"),
        Mistake("kpi: a»: b", "not YAML", "quote"),
    ]

    @Test(arguments: mistakes)
    func `shows file, line, column and what would be right`(mistake: Mistake) throws {
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationReader.read(text: mistake.text, path: "dir/f.yaml")
        }
        let error = try #require(errors.all.first)
        #expect(errors.all.count == 1, "\(errors)")
        #expect(error.message.contains(mistake.message), "\(error)")
        #expect(mistake.remedy.isEmpty || (error.remedy ?? "").contains(mistake.remedy), "\(error)")
        #expect(error.path == "dir/f.yaml" && error.line == mistake.line && error.column == mistake.column, "\(error)")
    }

    @Test func `collects every mistake, in the order of the file`() throws {
        let text = "view: {fps: 0, theem: x}\nfiels: {}\nfunnels:\n  a: x > y withn 1h\n  b: x >\nlateness: 5\n"
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationReader.read(text: text, path: "f")
        }
        #expect(errors.all.map(\.line) == [1, 1, 2, 4, 5, 6])
        #expect(errors.description.split(separator: "\n").count == 6)
    }

    @Test func `writes an error as one line`() {
        let error = ConfigurationError(
            path: "f.yaml", line: 3, column: 5, message: "unknown key `a`", remedy: "did you mean `b`?")
        #expect(error.description == "f.yaml:3:5: unknown key `a`: did you mean `b`?")
    }

    @Test func `lets no control sign of a name through`() throws {
        let text = "\"\\e[31m\\u202e\": 1\nfunnels: {\"\\e[2J\": []}\nkpi: [\"\\a\"]\nformat: \"\\b\"\n"
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationReader.read(text: text, path: "a\u{1B}[0m")
        }
        #expect(errors.all.count == 4)
        let shown = errors.description.unicodeScalars.filter { $0 != "\n" }
        #expect(
            shown.allSatisfy {
                $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
            })
    }

    @Test func `refuses a key that stands twice`() throws {
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationReader.read(text: "view:\n  fps: 3\n  fps: 4\n", path: "f")
        }
        #expect(errors.all.count == 1 && errors.all[0].message.contains("`fps` stands twice"))
        #expect([2, 3].contains(errors.all[0].line) && errors.all[0].column == 3)
    }

    @Test func `refuses what would grow without end`() throws {
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1..<60 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let deep = String(repeating: "[", count: 200_000)
        let deepBlock = (0..<3000).map { String(repeating: " ", count: $0 % 300) + "a:\n" }.joined()
        let large = "# " + String(repeating: "x", count: 1 << 20)
        let keyed = "? &a [x]\n: 1\n? [*a, *a]\n: 2\n"
        for text in [bomb, deep, deepBlock, large, keyed] {
            #expect(throws: ConfigurationErrors.self) { try ConfigurationReader.read(text: text, path: "f") }
        }
    }

    @Test func `answers damaged files with a place`() {
        let example = Array(ExampleConfiguration.text.utf8)
        for seed in 1...250 {
            var random = SeededGenerator(seed: UInt64(seed))
            var bytes = example
            for _ in 0..<Int(random.next() % 6) + 1 {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { break }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(ConfigurationErrors) {
                _ = try ConfigurationReader.read(text: text, path: "f")
            } catch {
                #expect(!error.all.isEmpty && error.all.allSatisfy { $0.line >= 1 && $0.column >= 1 }, "seed \(seed)")
            }
        }
    }
}
