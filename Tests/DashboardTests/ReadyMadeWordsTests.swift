import Expressions
import Testing

@testable import Dashboard

@Suite struct ReadyMadeWordsTests {
    private func action(_ filter: String) throws -> StepAlternative {
        StepAlternative(.anything, filter: try FilterParser.parse(filter))
    }

    @Test func `names of events are told without their expression`() throws {
        let names = "(?i)^(search|product[ _.:-]?search|view(ed)?[ _.:-]?(cart|basket)|(item[ _.:-]?)?added)$"
        #expect(
            ReadyMadeWords(try action("event ~ '\(names)'"))?.text
                == "an event such as search, product search, view cart (4 names) happened")
    }

    @Test func `pages are told by what they begin with`() throws {
        let pages = "(?i)^(/[a-z][a-z]([_-][a-z][a-z])?)?/(products?/[^/]+|p/[^/]+)(/|$|\\?|\\.)"
        var filter = Filter.or(
            .comparison(Comparison("event", .matches("(?i)^(viewed)$"))),
            .and(
                .comparison(Comparison("page", .matches(pages))),
                .not(.comparison(Comparison("event", .equal(Literal(text: "request")))))))
        #expect(
            ReadyMadeWords(StepAlternative(.anything, filter: filter))?.text
                == "an event such as viewed happened, or a page such as /product/*, /p/* was seen")
        filter = .comparison(Comparison("page", .matches(pages)))
        #expect(ReadyMadeWords(StepAlternative(.anything, filter: filter)) == nil)
    }

    @Test func `other actions are told as they are written`() throws {
        for text in ["event ~ 'a|b'", "event = a", "device = mobile and event ~ '(?i)^(a)$'"] {
            #expect(ReadyMadeWords(try action(text)) == nil, "\(text)")
        }
        #expect(ReadyMadeWords(StepAlternative(.event("a"))) == nil)
    }
}
