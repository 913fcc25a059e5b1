import Analytics
import Expressions
import Testing

/// The synthetic shop's sessions, told apart by their field.
@Suite(.enabled(if: SharedFiles.exists("data/rete_ecom5/ecom.csv"), "the data set is not there"))
struct ShopSessionTests {
    @Test func `the shop has the sessions that another engine counted`() throws {
        let reference = try SharedFiles.json(try SharedFiles.data("data/rete_ecom5/reference.json"))
        let events = try ShopDataTests.events().map { event in
            var event = event
            event.properties["session"] = event.properties["session_id"]
            return event
        }
        var configuration = AnalyticsConfiguration(funnels: [])
        configuration.sessionsByField = true
        configuration.lateness = .all
        var driver = try EngineDriver(configuration)
        driver.add(events)
        let snapshot = driver.snapshot()
        #expect(snapshot.traffic.sessions.count == reference["sessions"] as? Int)
        for (name, named) in Dictionary(grouping: events, by: \.event) {
            let found = snapshot.eventCounts.first { $0.name == name }
            #expect(found?.count == named.count)
            #expect(found?.users == Set(named.map(\.user)).count)
        }
    }
}
