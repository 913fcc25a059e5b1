import Configuration
import Expressions
import Testing

@Suite struct SignalSectionTests {
    private func read(_ text: String) throws -> [SignalDefinition] {
        try ConfigurationReader.read(text: "signals:\n" + text, path: "f.yaml").signals
    }

    private func kind(_ value: String) throws -> SignalDefinition.Kind? { try read("  a: \(value)\n").first?.kind }

    @Test func `a page is exact, a glob or a regular expression, with or without its query`() throws {
        #expect(try kind("{page: /thanks}") == .destination(PagePattern(.glob("/thanks"))))
        #expect(try kind("{page: /cart/}") == .destination(PagePattern(.glob("/cart/"))))
        #expect(try kind("{page: \"/a/*/b/\"}") == .destination(PagePattern(.glob("/a/*/b/"))))
        #expect(
            try kind("{page: \"/search?q=*\"}") == .destination(PagePattern(.glob("/search?q=*"), includesQuery: true)))
        #expect(
            try kind("{page: '/^\\/item\\/\\d+$/'}")
                == .destination(PagePattern(.regularExpression("^\\/item\\/\\d+$"))))
        #expect(try kind("{page_regex: ^/a+$}") == .destination(PagePattern(.regularExpression("^/a+$"))))
        #expect(
            try kind("{page_regex: '[?&]q='}") == .destination(PagePattern(.regularExpression("[?&]q="))))
        #expect(
            try kind("{page_regex: '^/search\\?q='}")
                == .destination(PagePattern(.regularExpression("^/search\\?q="), includesQuery: true)))
    }

    @Test func `a text alone is a page or an event`() throws {
        #expect(try kind("/thanks") == .destination(PagePattern(.glob("/thanks"))))
        #expect(try kind("\"/search?q=*\"") == .destination(PagePattern(.glob("/search?q=*"), includesQuery: true)))
        #expect(try kind("newsletter_signup") == .action(StepAlternative(.event("newsletter_signup"))))
        #expect(
            try kind("purchased where revenue > 9")
                == .action(StepAlternative(.event("purchased"), filter: FilterParser.parse("revenue > 9"))))
    }

    @Test func `an event keeps its name as it stands in the data`() throws {
        #expect(try kind("{event: Product Viewed}") == .action(StepAlternative(.event("Product Viewed"))))
        #expect(
            try kind("{event: a, where: b = 1 or c = 2}")
                == .action(StepAlternative(.event("a"), filter: FilterParser.parse("b = 1 or c = 2"))))
    }

    @Test func `several events are one signal`() throws {
        let names = try #require(try kind("{event: [a, B c], where: x = 1}"))
        guard case .action(let alternative) = names else { throw Unexpected() }
        let fields = { (event: String, x: String) in { (field: String) in ["event": event, "x": x][field] } }
        let filter = try #require(alternative.filter)
        #expect(alternative.subject == .anything)
        #expect(filter.isTrue(fields("a", "1")) && filter.isTrue(fields("B c", "1")))
        #expect(!filter.isTrue(fields("b c", "1")) && !filter.isTrue(fields("a", "2")))
    }

    @Test func `alternatives of a step hold where any of them does`() throws {
        guard case .action(let alternative) = try kind("'a where x = 1 | b.*d | /p/*'") else { throw Unexpected() }
        let filter = try #require(alternative.filter)
        func holds(_ fields: [String: String]) -> Bool { filter.isTrue { fields[$0] } }
        #expect(holds(["event": "a", "x": "1"]) && !holds(["event": "a"]))
        #expect(holds(["event": "b.--d"]) && !holds(["event": "bx--d"]) && !holds(["event": "b.d2"]))
        #expect(holds(["event": "view", "page": "/p/1"]) && !holds(["event": "view", "page": "/q/p/1"]))
        #expect(try kind("'\"*\" | a'") == .action(StepAlternative(.anything)) || kind("'\"*\" | a'") != nil)
    }

    @Test func `durations are those of sessions, between events and inside events`() throws {
        #expect(try kind("{session_length: \">= 2m\"}") == .sessionLength(atLeast: .seconds(120)))
        #expect(try kind("{session_length: 90s}") == .sessionLength(atLeast: .seconds(90)))
        #expect(try kind("{pages_per_session: \">= 3\"}") == .pagesPerSession(atLeast: 3))
        #expect(try kind("{pages_per_session: 4}") == .pagesPerSession(atLeast: 4))
        #expect(
            try kind("{dwell: \"/guide/*\", at_least: 45s}")
                == .dwell(on: .page(PagePattern(.glob("/guide/*"))), atLeast: .seconds(45)))
        #expect(
            try kind("{dwell: demo_opened, where: plan = pro, at_least: 1m}")
                == .dwell(
                    on: .action(StepAlternative(.event("demo_opened"), filter: FilterParser.parse("plan = pro"))),
                    atLeast: .seconds(60)))
        #expect(
            try kind("{event: video_watched, seconds: properties.watched, at_least: 30s}")
                == .carried(
                    by: StepAlternative(.event("video_watched")), field: "properties.watched", unit: .seconds(1),
                    atLeast: .seconds(30)))
        #expect(
            try kind("{when: a, milliseconds: ms, at_least: 1m30s}")
                == .carried(
                    by: StepAlternative(.event("a")), field: "ms", unit: TimeSpan(microseconds: 1000),
                    atLeast: .seconds(90)))
    }

    @Test func `a signal is of interest only, unless it is a milestone`() throws {
        let signals = try read("  a: {event: x, role: milestone}\n  b: {event: y}\n")
        #expect(signals.map(\.role) == [.milestone, .secondary] && signals.map(\.name) == ["a", "b"])
    }

    @Test func `ready-made signals stand in one line`() throws {
        #expect(try ConfigurationReader.read(text: "signals: shop", path: "f").signals == SignalSet.shop.definitions)
        #expect(
            try ConfigurationReader.read(text: "signals: [shop, saas]", path: "f").signals
                == SignalSet.definitions(of: [.shop, .saas]))
    }

    @Test func `ready-made signals can be taken out, replaced and added to`() throws {
        let all = SignalSet.shop.definitions.map(\.name)
        let some = try read("  use: shop\n  wishlist: false\n  review: {event: rated}\n  mine: my_event\n")
        #expect(some.map(\.name) == all.filter { $0 != "wishlist" } + ["mine"])
        #expect(some.first { $0.name == "review" }?.kind == .action(StepAlternative(.event("rated"))))
        #expect(try read("  use: shop\n  wishlist: yes\n") == SignalSet.shop.definitions)
        let more = try read("  use: [shop]\n  more: {mine: my_event, yours: /thanks}\n")
        #expect(more.map(\.name) == all + ["mine", "yours"])
        #expect(try read("  use: saas\n  more: {event: x}\n").last?.name == "more")
        #expect(try read("  more: {event: x}\n").map(\.name) == ["more"])
    }

    private static let many = (1...33).map { "  s\($0): e\($0)\n" }.joined()

    static let mistakes = [
        Mistake("signals: »shopp", "no ready-made signals `shopp`", "did you mean `shop`?"),
        Mistake("signals: {use: [shop, »bank]}", "no ready-made signals `bank`", "shop, saas"),
        Mistake(
            "signals: {use: shop, »whishlist: false}", "no ready-made signal `whishlist`", "did you mean `wishlist`?"),
        Mistake("signals: {»a: no}", "no ready-made signal `a`", "say what raises it"),
        Mistake("signals:\n  »a:", "says nothing", "{event: newsletter_signup}"),
        Mistake("signals:\n  »a: {role: milestone}", "does not say what raises it", "session_length"),
        Mistake("signals:\n  a: {page: /b, »event: c}", "`event` contradicts `page`", "entry of its own"),
        Mistake("signals:\n  a: {»pag: /b}", "unknown key `pag` in a signal", "did you mean `page`?"),
        Mistake("signals:\n  a: {event: b, role: »mile}", "`role` cannot be `mile`", "milestone"),
        Mistake("signals:\n  a: {page: »b}", "begins with `/`", "such as /b"),
        Mistake("signals:\n  a: {page: »\"https://x.org/b\"}", "begins with `/`", "without its host"),
        Mistake("signals:\n  a: {page_regex: '^/»(a'}", "never closed"),
        Mistake("signals:\n  a: {page: /b, »at_least: 3s}", "does not stand beside `page`", "dwell"),
        Mistake("signals:\n  a: {page: /b, »where: c = 1}", "does not stand beside `page`", "when"),
        Mistake("signals:\n  a: {session_length: \"»< 2m\"}", "not by `<`", ">= 2m"),
        Mistake("signals:\n  a: {session_length: \">= 2»x\"}", "not a unit of time"),
        Mistake("signals:\n  a: {session_length: »0s}", "above zero", ">= 2m"),
        Mistake("signals:\n  a: {session_length: 2m, »at_least: 2m}", "does not stand beside", "session_length"),
        Mistake("signals:\n  a: {pages_per_session: »0}", "not a whole number above zero", ">= 3"),
        Mistake("signals:\n  a: {pages_per_session: \">= »2m\"}", "`2m` is not a whole number"),
        Mistake("signals:\n  a: {»dwell: /b}", "`dwell` has no `at_least`", "45s"),
        Mistake("signals:\n  a: {dwell: /b, at_least: »1h}", "ends after 30m without an event", "at most 30m"),
        Mistake("signals:\n  a: {dwell: /b, at_least: »2m}\nsession_gap: 1m", "waits for 2m", "longer session_gap"),
        Mistake("signals:\n  a: {event: b, »at_least: 3s}", "field that carries the duration", "seconds:"),
        Mistake("signals:\n  a: {event: b, »seconds: c}", "`seconds` has no `at_least`", "30s"),
        Mistake(
            "signals:\n  a: {event: b, minutes: d, »seconds: c, at_least: 3s}", "`seconds` contradicts `minutes`"),
        Mistake("signals:\n  a: {event: »b where c = 1}", "`event` is the name of an event", "write when: b where"),
        Mistake("signals:\n  a: {when: »first b}", "neither `first` nor optional", "leave the mark out"),
        Mistake("signals:\n  a: {event: b, where: c »contains d}", "not an operator", "like"),
        Mistake("signals:\n  »' ': b", "a signal has no name"),
        Mistake("signals:\n»\(many)", "there are 33 signals", "leave some out"),
    ]

    @Test(arguments: mistakes)
    func `shows where a signal is wrong, and what would be right`(mistake: Mistake) throws {
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationReader.read(text: mistake.text, path: "f.yaml")
        }
        let error = try #require(errors.all.first)
        #expect(errors.all.count == 1, "\(errors)")
        #expect(error.message.contains(mistake.message), "\(error)")
        #expect(mistake.remedy.isEmpty || (error.remedy ?? "").contains(mistake.remedy), "\(error)")
        #expect(error.line == mistake.line, "\(error)")
    }

    @Test func `problems are found whoever wrote the signals`() {
        func problems(_ signals: SignalDefinition...) -> [SignalProblem] {
            signals.problems(sessionGap: .seconds(60))
        }
        let event = StepAlternative(.event("a"))
        #expect(problems(.init(name: "a", kind: .action(event)), .init(name: "b", kind: .action(event))) == [])
        #expect(
            problems(.init(name: "a", kind: .action(event)), .init(name: "a", kind: .action(event))) == [
                .repeatedName("a")
            ])
        #expect(problems(.init(name: "a", kind: .pagesPerSession(atLeast: 0))) == [.emptyThreshold("a")])
        #expect(problems(.init(name: "a", kind: .sessionLength(atLeast: .seconds(-1)))) == [.emptyThreshold("a")])
        #expect(
            problems(.init(name: "a", kind: .dwell(on: .action(event), atLeast: .seconds(0)))) == [.emptyThreshold("a")]
        )
        #expect(
            problems(
                .init(name: "a", kind: .carried(by: event, field: "", unit: .seconds(1), atLeast: .seconds(1)))) == [
                    .noField("a")
                ])
        #expect(problems(.init(name: "a", kind: .dwell(on: .action(event), atLeast: .seconds(60)))) == [])
        for problem in problems(.init(name: "\u{1B}", kind: .dwell(on: .action(event), atLeast: .seconds(61)))) {
            #expect(!problem.message.contains("\u{1B}") && !problem.remedy.isEmpty)
        }
    }

    private struct Unexpected: Error {}
}
