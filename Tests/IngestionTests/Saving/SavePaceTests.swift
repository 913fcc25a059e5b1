import Testing

@testable import Ingestion

@Suite struct SavePaceTests {
    @Test func `saves after the interval, when there is something new`() {
        var pace = SavePace(interval: .seconds(10), savedMark: 5)
        #expect(!pace.isDue(.seconds(60), mark: 5))
        #expect(!pace.isDue(.seconds(9), mark: 6))
        #expect(pace.isDue(.seconds(10), mark: 6))
        pace.begun(at: .seconds(10), cost: .milliseconds(1), mark: 6)
        #expect(!pace.isDue(.seconds(60), mark: 7))
        pace.ended(isSaved: true)
        #expect(!pace.isDue(.seconds(60), mark: 6))
        #expect(!pace.isDue(.seconds(19), mark: 7))
        #expect(pace.isDue(.seconds(20), mark: 7))
    }

    @Test func `what failed is tried again`() {
        var pace = SavePace(interval: .seconds(10), savedMark: nil)
        #expect(pace.isDue(.seconds(10), mark: 0))
        pace.begun(at: .seconds(10), cost: .zero, mark: 0)
        pace.ended(isSaved: false)
        #expect(!pace.isDue(.seconds(11), mark: 0))
        #expect(pace.isDue(.seconds(20), mark: 0))
    }

    @Test func `takes a twentieth of the time at most`() {
        var pace = SavePace(interval: .seconds(10), savedMark: nil)
        pace.begun(at: .seconds(10), cost: .seconds(2), mark: 1)
        pace.ended(isSaved: true)
        #expect(!pace.isDue(.seconds(49), mark: 2))
        #expect(pace.isDue(.seconds(50), mark: 2))
    }

    @Test func `other definitions are saved though nothing new was read`() {
        var pace = SavePace(interval: .seconds(10), savedMark: 5)
        pace.forget()
        #expect(pace.isDue(.seconds(10), mark: 5))
    }
}
