import Expressions
import Testing

@Suite struct FilterParserTests {
    private func equals(_ field: String, _ value: String) -> Filter {
        .comparison(Comparison(field, .equal(Literal(text: value, number: Double(decimal: value)))))
    }

    @Test func `reads every operator`() throws {
        let one = Literal(text: "1", number: 1)
        let operations: [(String, Comparison.Operation)] = [
            ("= 1", .equal(one)), ("!= 1", .notEqual(one)), ("< 1", .less(one)), ("<= 1", .lessOrEqual(one)),
            ("> 1", .greater(one)),
            (">=1", .greaterOrEqual(one)), ("~ '^x'", .matches("^x")), ("like 'x%'", .like("x%")),
            ("like x%", .like("x%")),
            ("in (1, '1', b)", .oneOf([one, Literal(text: "1"), Literal(text: "b")])), ("exists", .exists),
        ]
        for (text, operation) in operations {
            #expect(try FilterParser.parse("a.b " + text) == .comparison(Comparison("a.b", operation)), "\(text)")
        }
        #expect(
            try FilterParser.parse("'a b' = -1.5e3")
                == .comparison(Comparison("a b", .equal(Literal(text: "-1.5e3", number: -1500)))))
        #expect(try FilterParser.parse("ok=true") == equals("ok", "true"))
    }

    @Test func `binds not, and, or in this order`() throws {
        let (a, b, c) = (equals("a", "1"), equals("b", "2"), equals("c", "3"))
        #expect(try FilterParser.parse("a=1 or b=2 and c=3") == .or(a, .and(b, c)))
        #expect(try FilterParser.parse("not a=1 and b=2 or c=3") == .or(.and(.not(a), b), c))
        #expect(try FilterParser.parse("not (a=1 and b=2)") == .not(.and(a, b)))
        #expect(try FilterParser.parse("a=1 and b=2 and c=3") == .and(.and(a, b), c))
        #expect(try FilterParser.parse("a=1 and (b=2 and c=3)") == .and(a, .and(b, c)))
    }

    @Test func `takes words of the language as fields and values`() throws {
        #expect(try FilterParser.parse("count = within") == equals("count", "within"))
        #expect(try FilterParser.parse("in in (in)") == .comparison(Comparison("in", .oneOf([Literal(text: "in")]))))
        #expect(try FilterParser.parse("'not' exists").fields == ["not"])
    }

    @Test func `keeps text in quotes from being a number`() throws {
        #expect(try FilterParser.parse("a = '007'") == .comparison(Comparison("a", .equal(Literal(text: "007")))))
    }

    @Test func `names its fields once, in order`() throws {
        #expect(try FilterParser.parse("b = 1 or a = 2 and not (b exists or c.d = 1)").fields == ["b", "a", "c.d"])
    }

    @Test func `answers for one event`() throws {
        let event = ["country": "DE", "age": "42", "name": "Ann Lee"]
        let answers = [
            ("country = DE", true), ("country != DE", false), ("age > 9", true), ("age > '9'", false),
            ("age = 42.0", true), ("age = '42.0'", false),
            ("absent = 1", false), ("absent != 1", false), ("not absent = 1", true), ("absent exists", false),
            ("age exists", true),
            ("name like '%Lee'", true), ("name ~ '^ann'", false), ("name ~ '(?i)^ann'", true),
            ("country in (AT, DE)", true),
            ("country = AT or age <= 42 and age >= 42", true), ("country > CA and country < EZ", true),
        ]
        for (text, answer) in answers {
            #expect(try FilterParser.parse(text).isTrue { event[$0] } == answer, "\(text)")
        }
    }
}
