import Analytics
import Expressions

@testable import Dashboard

/// The shop with signals and traffic.
enum SignalSamples {
    static var snapshot: Snapshot {
        var snapshot = ShopSnapshot.snapshot
        snapshot.signals = signals
        snapshot.traffic = traffic
        return snapshot
    }

    private static func trend(_ scale: Int) -> [TrafficBucket] {
        let wave = [4, 5, 7, 9, 8, 6, 5, 7, 11, 13, 12, 9]
        return (0..<48).map { index in
            TrafficBucket(
                start: Timestamp(
                    microseconds: ShopSnapshot.now.microseconds / 300_000_000 * 300_000_000 - Int64(47 - index)
                        * 300_000_000),
                events: wave[index % 12] * scale + index * scale / 8, sessions: wave[index % 12])
        }
    }

    static var signals: [SignalSnapshot] {
        func signal(
            _ name: String, _ role: SignalDefinition.Role, _ kind: SignalDefinition.Kind, users: Int, session: Double,
            revenue: Double?, lift: Double?, range: ClosedRange<Double>?, with: Int, without: Int, scale: Int
        ) -> SignalSnapshot {
            var signal = SignalSnapshot(SignalDefinition(name: name, role: role, kind: kind))
            signal.users = users
            signal.events = users * 3 / 2
            signal.rate = Double(users) / 184_302
            signal.sessionRate = session
            signal.trend = trend(scale)
            signal.revenuePerUser = revenue
            signal.lift = lift
            signal.liftRange = range
            signal.conversionsWith = with
            signal.conversionsWithout = without
            return signal
        }
        return [
            signal(
                "product seen", .milestone, .destination(PagePattern(.glob("/product/*"))), users: 121_004,
                session: 0.481, revenue: 1.42, lift: 0.31, range: 0.18...0.45, with: 1702, without: 233, scale: 9),
            signal(
                "added to cart", .milestone, .action(StepAlternative(.event("added_to_cart"))), users: 41_119,
                session: 0.191, revenue: 4.1, lift: 2.9, range: 2.41...3.46, with: 1933, without: 2, scale: 4),
            signal(
                "engaged", .secondary, .sessionLength(atLeast: .seconds(120)), users: 61_400, session: 0.302,
                revenue: 1.07, lift: 0.021, range: -0.06...0.11, with: 640, without: 1295, scale: 5),
            signal(
                "read the guide", .secondary, .dwell(on: .page(PagePattern(.glob("/guide/*"))), atLeast: .seconds(45)),
                users: 9_212, session: 0.041, revenue: 0.61, lift: -0.24, range: -0.39...(-0.08), with: 61,
                without: 1874, scale: 2),
            signal(
                "newsletter", .secondary, .action(StepAlternative(.event("newsletter_signup"))), users: 88,
                session: 0.0004, revenue: nil, lift: 0.4, range: nil, with: 2, without: 1933, scale: 1),
            signal(
                "five pages", .secondary, .pagesPerSession(atLeast: 5), users: 0, session: 0, revenue: nil, lift: nil,
                range: nil, with: 0, without: 1935, scale: 0),
        ]
    }

    static var traffic: TrafficSnapshot {
        var traffic = TrafficSnapshot()
        traffic.bucket = .seconds(300)
        traffic.trend = trend(140)
        traffic.sessions.count = 231_402
        traffic.sessions.averageSeconds = 254
        traffic.sessions.medianSeconds = 112
        traffic.sessions.eventsPerSession = 2.65
        traffic.sessions.pagesPerSession = 1.9
        traffic.sessions.bounceRate = 0.412
        let paths = [
            "/", "/product/4711", "/product/815", "/cart", "/checkout", "/checkout/v2", "/help", "/search",
            "/guide/sizes",
            "/product/42", "/about", "/jobs", "/imprint", "/product/1000", "/product/1001", "/sale", "/returns",
        ]
        traffic.pages = paths.enumerated().map { index, path in
            var page = PageSnapshot(page: path)
            page.events = 204_118 / (index + 1)
            page.users = 98_204 / (index + 1)
            page.isApproximate = index == 0
            page.entries = 61_000 / (index * index + 1)
            page.exits = 40_120 / (index + 1)
            page.bounceRate = page.entries > 250 ? 0.2 + Double(index % 5) * 0.11 : nil
            page.trend = trend(9).map(\.events).map { $0 / (index + 1) }
            return page
        }
        traffic.otherPages = 20_417
        func share(_ name: String, _ events: Int, _ bounce: Double?) -> TrafficShare {
            var share = TrafficShare(name: name)
            share.events = events
            share.sessions = events / 3
            share.users = events / 4
            share.bounceRate = bounce
            share.trend = trend(events / 4000).map(\.events)
            return share
        }
        traffic.channels = [
            share("search", 280_402, 0.44), share("direct", 190_118, 0.39), share("ads", 90_020, 0.58),
            share("newsletter", 31_004, 0.21), share("", 4_020, nil),
        ]
        traffic.categories = [share("shoes", 210_000, 0.4), share("shirts", 88_100, 0.37)]
        return traffic
    }

    /// Everything there is to say of a source.
    static var troubled: Snapshot {
        var snapshot = snapshot
        snapshot.source.inputs[0].encodings = ["gzip", "CR line ends"]
        snapshot.source.duplicates = 1_204
        snapshot.source.bots = 88_120
        snapshot.source.identity.stitched = 40_112
        snapshot.source.identity.refusedAliases = 3
        snapshot.source.identity.approximate = 17
        for index in snapshot.funnels.indices { snapshot.funnels[index].isApproximate = true }
        snapshot.source.rejected[.conflictMarker] = 2
        snapshot.source.rejected[.damaged] = 1
        return snapshot
    }

    /// The data has no time.
    static var inLineOrder: Snapshot {
        var snapshot = snapshot
        snapshot.source.inputs[0].isInLineOrder = true
        snapshot.range = nil
        return snapshot
    }
}
