import Analytics
import Expressions

/// Signals, sessions, pages and channels the tests write down.
enum SampleTraffic {
    static var signals: [SignalSnapshot] {
        func signal(
            _ name: String, _ kind: SignalDefinition.Kind, role: SignalDefinition.Role = .secondary, users: Int,
            events: Int
        ) -> SignalSnapshot {
            var signal = SignalSnapshot(SignalDefinition(name: name, role: role, kind: kind))
            signal.users = users
            signal.events = events
            signal.rate = Double(users) / 184_302
            signal.sessionRate = Double(events) / 400_000
            return signal
        }
        func event(_ name: String) -> SignalDefinition.Kind { .action(StepAlternative(.event(name))) }
        var product = signal(
            "product seen", .destination(PagePattern(.glob("/product/*"))), role: .milestone, users: 48_210,
            events: 96_000)
        product.revenuePerUser = 42.125
        product.lift = 4.102
        product.liftRange = 3.8...4.4189
        product.conversionsWith = 1_900
        product.conversionsWithout = 28
        product.trend = trend
        var engaged = signal(
            "engaged", .sessionLength(atLeast: .seconds(120)), users: 12_040, events: 15_500)
        engaged.revenuePerUser = 3.5
        engaged.lift = -0.031
        engaged.liftRange = -0.12...0.058
        let newsletter = signal("newsletter", event("newsletter_signup"), users: 61, events: 61)
        return [
            product, engaged, newsletter, signal("wishlist", event("wishlist_added"), users: 0, events: 0),
            signal("review", event("review_written"), users: 0, events: 0),
        ]
    }

    static var traffic: TrafficSnapshot {
        var traffic = TrafficSnapshot()
        traffic.sessions.count = 400_000
        traffic.sessions.averageSeconds = 131
        traffic.sessions.medianSeconds = 62.4
        traffic.sessions.eventsPerSession = 4.21
        traffic.sessions.pagesPerSession = 3.08
        traffic.sessions.bounceRate = 0.42
        traffic.bucket = .seconds(900)
        traffic.trend = trend
        var product = PageSnapshot(page: "/product/12")
        product.events = 20_310
        product.users = 12_003
        product.isApproximate = true
        product.entries = 9_000
        product.exits = 8_100
        product.bounceRate = 0.513
        product.trend = [1, 5, 9, 4]
        var cart = PageSnapshot(page: "/cart")
        cart.events = 15_000
        cart.users = 14_849
        cart.exits = 12_030
        traffic.pages = [product, cart]
        traffic.otherPages = 61_402
        traffic.channels = [
            share("organic search", 240_000, users: 110_000), share("(direct)", 160_000, users: 74_302),
        ]
        traffic.channels[0].isApproximate = true
        traffic.channels[0].trend = [5, 6, 7]
        traffic.categories = [share("shoes", 1_000, users: 800)]
        return traffic
    }

    private static var trend: [TrafficBucket] {
        [(12, 4), (340, 90), (180, 44)].enumerated().map { index, counts in
            TrafficBucket(
                start: Timestamp(microseconds: SampleSnapshots.start.microseconds + Int64(index) * 900_000_000),
                events: counts.0, sessions: counts.1)
        }
    }

    private static func share(_ name: String, _ sessions: Int, users: Int) -> TrafficShare {
        var share = TrafficShare(name: name)
        share.sessions = sessions
        share.events = sessions * 4
        share.users = users
        share.bounceRate = 0.4
        return share
    }

    /// Every name in it tries to do harm.
    static func harm(_ snapshot: inout Snapshot, _ name: String) {
        snapshot.source.inputs[0].encodings = [name]
        snapshot.signals[0].definition.name = name
        snapshot.signals[3].definition.name = name
        snapshot.traffic.pages[0].page = name
        snapshot.traffic.channels[0].name = name
        snapshot.traffic.categories[0].name = name
    }
}
