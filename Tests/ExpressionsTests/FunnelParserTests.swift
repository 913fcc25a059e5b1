import Expressions
import Testing

@Suite struct FunnelParserTests {
    private func steps(_ text: String) throws -> [StepDefinition] { try FunnelParser.parse(text).steps }

    @Test func `reads the example of the command line`() throws {
        let funnel = try FunnelParser.parse(
            "checkout: product_viewed > added_to_cart > checkout_started > purchased where revenue > 0 within 1h")
        #expect(funnel.name == "checkout")
        #expect(funnel.steps.map(\.name) == ["product_viewed", "added_to_cart", "checkout_started", "purchased"])
        #expect(
            funnel.steps[3].alternatives == [
                StepAlternative(
                    .event("purchased"),
                    filter: .comparison(Comparison("revenue", .greater(Literal(text: "0", number: 0)))))
            ])
        #expect(funnel.window == .seconds(3600))
        #expect(funnel.order == .ordered && funnel.counting == .unique && funnel.entry == .best && funnel.ties == .any)
    }

    @Test func `is named after its first and last step when it has no name`() throws {
        #expect(try FunnelParser.parse("a > b > c").name == "a > c")
        #expect(try FunnelParser.parse("'my funnel': a > b").name == "my funnel")
        #expect(try FunnelParser.parse("x : a > b").name == "x")
        #expect(try FunnelParser.parse("first: a > b").name == "first")
        #expect(
            try FunnelParser.parse("shop:viewed > shop:bought").steps[0].alternatives[0].subject
                == .event("shop:viewed"))
    }

    @Test func `reads alternatives, marks and names of steps`() throws {
        let steps = try steps("first a | /x/* | 'b c' > d? as \"dee\" > where n = 1 > e ?")
        #expect(steps[0].isFirstTimeOnly && !steps[0].isOptional)
        #expect(steps[0].alternatives.map(\.subject) == [.event("a"), .page("/x/*"), .event("b c")])
        #expect(steps[0].name == "a | /x/* | b c")
        #expect(steps[1].isOptional && steps[1].name == "dee")
        #expect(steps[2].alternatives.map(\.subject) == [.anything] && steps[2].name == "n = 1")
        #expect(steps[3].isOptional && steps[3].name == "e")
    }

    @Test(
        arguments: [
            ("/", "/"), ("/a.b-c_d~e%20f+g:h@i=j&k", "/a.b-c_d~e%20f+g:h@i=j&k"),
            ("/wiki/Foo_(bar),x;y!", "/wiki/Foo_(bar),x;y!"),
            ("/women's", "/women's"), ("'/search?q=x y'", "/search?q=x y"),
            ("/länder/österreich", "/länder/österreich"),
        ])
    func `reads pages`(written: String, page: String) throws {
        #expect(try steps("\(written) > z")[0].alternatives[0].subject == .page(page))
        #expect(
            try steps("\(written)? as x | z".replacing(" | z", with: " > z").replacing("? as", with: " as"))[0].name
                == "x")
        #expect(try steps("z>\(written)|y")[1].alternatives.map(\.subject) == [.page(page), .event("y")])
        #expect(try steps("z > \(written)?")[1].isOptional)
    }

    @Test(
        arguments: [
            ("order.created", "order.created"), ("$pageview", "$pageview"), ("a-b_c:d/e", "a-b_c:d/e"),
            ("*_viewed", "*_viewed"),
            ("'it''s'", "it's"), (#"'a\'b\\c\d'"#, #"a'b\c\d"#), (#""say ""hi""""#, #"say "hi""#),
            (#"'\/not/a/page'"#, "/not/a/page"),
            ("'within'", "within"), ("größe", "größe"), ("42", "42"),
        ])
    func `reads event names`(written: String, name: String) throws {
        #expect(try steps("\(written) > z")[0].alternatives[0].subject == .event(name))
    }

    @Test func `reads every clause`() throws {
        let funnel = try FunnelParser.parse(
            """
            a > b > c within 1h30m within_step 10m strict per account_id holding 'product id' count total entry first
            grace 2s reuse repeats stop policy remove excluding x | /y where q = 1 between 1 and 2 excluding z
            """)
        #expect(funnel.window == .seconds(5400) && funnel.stepWindow == .seconds(600))
        #expect(funnel.order == .strict && funnel.unitField == "account_id" && funnel.heldField == "product id")
        #expect(funnel.counting == .total && funnel.entry == .first && funnel.ties == .grace(.seconds(2)))
        #expect(funnel.reusesEvents && funnel.repeats == .stop && funnel.exclusionPolicy == .remove && !funnel.isOpen)
        let filter = Filter.comparison(Comparison("q", .equal(Literal(text: "1", number: 1))))
        #expect(
            funnel.exclusions == [
                Exclusion(StepAlternative(.event("x")), between: 1, and: 2),
                Exclusion(StepAlternative(.page("/y"), filter: filter), between: 1, and: 2),
                Exclusion(StepAlternative(.event("z")), between: 1, and: 3),
            ])
    }

    @Test func `takes clauses in any order and defaults by name`() throws {
        let one = try FunnelParser.parse("a > b open any order ties arrival count session within 1d")
        let other = try FunnelParser.parse("a > b within 1d count session ties arrival any order open")
        #expect(one == other)
        #expect(one.order == .any && one.isOpen && one.ties == .arrival && one.counting == .session)
        #expect(
            try FunnelParser.parse("a > b ordered ties any count unique entry best repeats allowed policy drop")
                == FunnelParser.parse("a > b"))
        #expect(try FunnelParser.parse("a > b ties strict").ties == .strict)
    }

    @Test func `ends a filter at the next step and at a clause`() throws {
        let funnel = try FunnelParser.parse("a where x > 1 and y = open > b where z in (1, 'p q') or not w exists open")
        #expect(funnel.steps.count == 2 && funnel.isOpen)
        #expect(funnel.fields == ["x", "y", "z", "w"])
        #expect(try FunnelParser.parse("a where x>0>b where page=/c/* within 1h").steps.count == 2)
        #expect(try FunnelParser.parse("a where x = 1 | b where y = 2 > c").steps[0].alternatives.count == 2)
    }

    @Test func `names the fields of steps, exclusions, unit and held value once`() throws {
        let funnel = try FunnelParser.parse(
            "a where p.q = 1 > b where p.q = 2 and r exists excluding x where s = 1 per t holding r")
        #expect(funnel.fields == ["p.q", "r", "s", "t"])
    }

    @Test func `takes 32 steps`() throws {
        let text = (1...32).map { "s\($0)" }.joined(separator: " > ")
        #expect(try FunnelParser.parse(text).steps.count == 32)
    }

    @Test func `reads one step alone`() throws {
        let step = try StepParser.parse("form_opened | /signup")
        #expect(step.alternatives.map(\.subject) == [.event("form_opened"), .page("/signup")])
        #expect(throws: ExpressionError.self) { try StepParser.parse("a > b") }
    }
}
