import Expressions
import Foundation
import Testing

@testable import Analytics

/// What is suggested for data that others made.
@Suite struct SharedSuggestionTests {
    @Test(.enabled(if: SharedFiles.exists("data/rete_ecom5/ecom.csv"), "the data set is not there"))
    func `finds the way to the purchase of a made shop`() throws {
        let events = try ShopDataTests.events()
        let funnel = try #require(FunnelSuggester.suggest(Self.sample(events)).funnel)
        #expect(Crowd.steps(funnel) == ["product_view", "add_to_cart", "shipping_details", "purchase"])
        #expect(funnel.counts.first == 598)
    }

    private static func sample(_ events: [ReferenceEvent]) -> EventSample {
        var names: [String: Int] = [:]
        var users: [String: UInt64] = [:]
        var sample = EventSample(names: [])
        for event in events {
            if names[event.event] == nil {
                names[event.event] = sample.names.count
                sample.names.append(event.event)
            }
            let user = users[event.user] ?? UInt64(users.count + 1)
            users[event.user] = user
            sample.rows.append(
                EventSample.Row(user: user, time: event.time, event: names[event.event] ?? 0))
        }
        return sample
    }
}
