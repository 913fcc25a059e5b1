import Analytics
import Expressions
import Testing

struct ExplanationReasonTests {
    @Test func `a step never seen is open until its window closes`() throws {
        let found = try #require(try ExplanationScene("a > b > c within 1m").missing("10 a, 20 b, 30 x"))
        #expect(found.step == 3)
        #expect(found.reason == .notSeen)
        #expect(found.outlook == .open(until: second(70)))
    }

    @Test func `a step never seen is closed when the window has passed for the stream`() throws {
        let found = try #require(try ExplanationScene("a > b within 1m").missing("10 a, 200 other:x"))
        #expect(found.reason == .notSeen)
        let passed = Explanation.Passing(
            time: Timestamp(microseconds: 200_000_001), excess: TimeSpan(microseconds: 130_000_001))
        #expect(
            found.outlook == .closed(because: .outsideWindow(.fromFirst, limit: .seconds(60), passed: passed)))
    }

    @Test func `a converted user misses nothing and has the chain with the latest start`() throws {
        var scene = try ExplanationScene("a > b > c within 1m")
        scene.add("10 a, 20 b, 30 a, 40 b, 50 c")
        let funnel = try #require(scene.explanation().funnels.first)
        #expect(funnel.level == 3)
        #expect(
            funnel.steps.map(\.status) == [
                .reached(at: second(30), sincePrevious: nil), .reached(at: second(40), sincePrevious: .seconds(10)),
                .reached(at: second(50), sincePrevious: .seconds(10)),
            ])
        #expect(funnel.steps[0].seen == .init(count: 2, first: second(10), last: second(30)))
    }

    @Test func `an event outside the window says by how much`() throws {
        let passed = Explanation.Passing(time: second(82), excess: .seconds(12))
        #expect(
            try ExplanationScene("a > b > c within 1m").reason("10 a, 20 b, 82 c")
                == .outsideWindow(.fromFirst, limit: .seconds(60), passed: passed))
        let fromPrevious = Explanation.Passing(time: second(40), excess: .seconds(5))
        #expect(
            try ExplanationScene("a > b > c within_step 15s").reason("10 a, 20 b, 40 c")
                == .outsideWindow(.fromPrevious, limit: .seconds(15), passed: fromPrevious))
    }

    @Test func `a filter that did not hold is named with how often`() throws {
        let filter = Filter.comparison(Comparison("n", .greater(Literal(text: "2", number: 2))))
        #expect(
            try ExplanationScene("a > b where n > 2").reason("10 a, 20 b n=1, 30 b n=2")
                == .filteredOut(count: 2, last: second(30), filters: [filter]))
    }

    @Test func `the filter over everything is named`() throws {
        var scene = try ExplanationScene("a > b")
        let filter = Filter.comparison(Comparison("n", .equal(Literal(text: "1", number: 1))))
        scene.configuration.filter = filter
        #expect(
            try scene.reason("10 a n=1, 20 b, 30 a n=1") == .leftOut(count: 1, last: second(20), filter: filter))
    }

    @Test func `a late event is told by how much it was late`() throws {
        let scene = try ExplanationScene("a > b", lateness: .bounded(.seconds(60)))
        #expect(
            try scene.reason("10 a, 100 other:x, 30 b")
                == .late(count: 1, last: second(30), by: .seconds(70)))
    }

    @Test func `an event that does not count for another reason says which`() throws {
        var scene = try ExplanationScene("a > b")
        scene.configuration.since = second(15)
        #expect(
            try scene.reason("10 b, 20 a") == .uncounted(count: 1, last: second(10), .outsideTimes))
        scene = try ExplanationScene("a > b where n = 1")
        scene.configuration.filter = nil
        // The second has the id of the first, and is a copy of it whatever else it says.
        let copied = try #require(try scene.missing("10 x id=7, 20 a, 30 b id=7 n=1"))
        #expect(copied.reason == .uncounted(count: 1, last: second(30), .copy))
    }

    @Test func `copies and events of other times are marked, and change no level`() throws {
        var scene = try ExplanationScene("a > b > c")
        scene.configuration.until = second(50)
        scene.add("10 a id=1, 20 b id=2, 30 b id=2, 60 c")
        let found = try scene.explanation()
        #expect(found.funnels.first?.level == 2)
        #expect(found.events.map(\.standing) == [.counted, .counted, .copy, .outsideTimes])
        let text = ExplanationText(found, signs: .ascii, eventLimit: 10).lines.joined(separator: "\n")
        #expect(text.contains("a copy of an event that came before"))
        #expect(text.contains("outside --since and --until"))
    }

    @Test func `a step seen before its predecessor`() throws {
        #expect(
            try ExplanationScene("a > b > c").reason("5 c, 10 a, 20 b")
                == .beforePredecessor(at: second(5), predecessor: second(20)))
    }

    @Test func `an exclusion is named with the steps it lay between`() throws {
        let scene = try ExplanationScene("a > b > c excluding x between 2 and 3")
        let event = Explanation.Interruption(event: "x", time: second(25), after: 2, before: 3)
        #expect(try scene.reason("10 a, 15 x, 20 b, 25 x, 30 c") == .excluded(event))
        let found = try #require(try scene.missing("10 a, 20 b, 25 x"))
        #expect(found.reason == .notSeen)
        #expect(found.outlook == .closed(because: .excluded(event)))
    }

    @Test func `an exclusion that removes the user is named at step 1`() throws {
        let found = try #require(
            try ExplanationScene("a > b > c excluding x policy remove").missing("10 a, 20 b, 25 x, 30 c"))
        #expect(found.step == 1)
        guard case .excluded = found.reason else {
            Issue.record("\(found.reason)")
            return
        }
    }

    @Test func `strict order names the event that broke it`() throws {
        let event = Explanation.Interruption(event: "x", time: second(15), after: 1, before: 2)
        #expect(try ExplanationScene("a > b strict").reason("10 a, 15 x, 20 b") == .broken(event))
    }

    @Test func `a repeat that stops is told`() throws {
        #expect(try ExplanationScene("a > b > c repeats stop").reason("10 a, 20 b, 25 b, 30 c") == .repeated)
    }

    @Test func `a first-time step tells when the first time was`() throws {
        let found = try #require(try ExplanationScene("a > first b").missing("5 b, 10 a, 20 b"))
        #expect(found.reason == .notFirstTime(first: second(5)))
        #expect(found.outlook == .closed(because: .notFirstTime(first: second(5))))
    }

    @Test func `another value of the held field`() throws {
        #expect(
            try ExplanationScene("a > b holding item").reason("10 a item=hat, 20 b item=sock")
                == .otherHeldValue(field: "item"))
    }

    @Test func `only the first entry counts`() throws {
        #expect(
            try ExplanationScene("a > b within 1m entry first").reason("10 a, 100 a, 110 b")
                == .outsideWindow(
                    .fromFirst, limit: .seconds(60), passed: .init(time: second(110), excess: .seconds(40))))
        #expect(
            try ExplanationScene("a > b holding item entry first").reason("10 a item=x, 100 a item=y, 110 b item=y")
                == .otherHeldValue(field: "item"))
    }

    @Test func `equal times where times must increase`() throws {
        #expect(try ExplanationScene("a > b ties strict").reason("10 a, 10 b") == .sameTime)
    }

    @Test func `one event cannot fill two steps`() throws {
        #expect(try ExplanationScene("a > 'a*'").reason("10 a") == .usedUp)
    }

    @Test func `another session`() throws {
        let found = try #require(try ExplanationScene("a > b count session").missing("10 a, 9000 b"))
        #expect(found.reason == .otherUnit(field: nil))
    }

    @Test func `another value of the counted field, and none`() throws {
        let scene = try ExplanationScene("a > b per org")
        #expect(try scene.reason("10 a org=1, 20 b org=2") == .otherUnit(field: "org"))
        #expect(try scene.reason("10 a org=1, 20 b") == .noUnit(field: "org"))
    }

    @Test func `any order names each step that is missing`() throws {
        var scene = try ExplanationScene("a > b > c any order within 1m")
        scene.add("10 c, 20 a, 100 b")
        let funnel = try #require(scene.explanation().funnels.first)
        #expect(funnel.level == 2)
        guard case .reached = funnel.steps[0].status, case .reached = funnel.steps[2].status,
            case .missing(.outsideWindow(.fromFirst, _, _), _) = funnel.steps[1].status
        else {
            Issue.record("\(funnel.steps)")
            return
        }
    }

    @Test func `an optional step that was left out is skipped and one behind the end is missing with the next`() throws
    {
        var scene = try ExplanationScene("a > b? > c > d? > e")
        scene.add("10 a, 30 c")
        let funnel = try #require(scene.explanation().funnels.first)
        #expect(funnel.level == 3)
        #expect(funnel.steps[1].status == .skipped)
        #expect(funnel.steps[3].status == .missing(.notSeen, .open(until: nil)))
        #expect(funnel.steps[4].status == .missing(.notSeen, .open(until: nil)))
    }

    @Test func `of attempts one after the other the first that came furthest is shown`() throws {
        var scene = try ExplanationScene("a > b > c within 1m count total")
        scene.add("10 a, 20 b, 200 a, 210 b, 220 a, 230 other:x")
        let funnel = try #require(scene.explanation().funnels.first)
        #expect(funnel.steps[1].status == .reached(at: second(20), sincePrevious: .seconds(10)))
        #expect(funnel.steps[2].status == .missing(.notSeen, .open(until: nil)))
    }

    @Test func `several rules together keep a step from counting`() throws {
        #expect(
            try ExplanationScene("a > b > c within 1m excluding x").reason("10 a, 20 b, 30 x, 200 c") == .several)
    }

    @Test func `events beyond the limit are counted only`() throws {
        var scene = try ExplanationScene("a > b")
        scene.add("10 a, 20 a, 30 b")
        let explanation = try scene.explanation(limit: 2)
        #expect(explanation.omitted == 1)
        #expect(explanation.events.count == 2)
        #expect(explanation.funnels.first?.level == 1)
    }
}
