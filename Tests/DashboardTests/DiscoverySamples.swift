import Analytics
import Expressions
import TerminalUI

@testable import Dashboard

/// What is found in the beginning of the shop's file, and of files that give less away.
enum DiscoverySamples {
    static var profile: DataProfile {
        var profile = DataProfile(
            source: "/var/log/shop.jsonl", format: "jsonl", certainty: 0.99,
            reasons: ["each line is a JSON object", "the same keys in all of them"])
        profile.alternatives = [.init(format: "segment", certainty: 0.12)]
        profile.rows = 5000
        profile.isPartial = true
        profile.fields = fields
        profile.events = [
            NamedCount(name: "product_viewed", count: 3214, users: 1409),
            NamedCount(name: "search", count: 1050, users: 611),
            NamedCount(name: "added_to_cart", count: 402, users: 371),
            NamedCount(name: "checkout_error", count: 168, users: 151),
            NamedCount(name: "checkout_started", count: 88, users: 79),
            NamedCount(name: "purchased", count: 41, users: 40),
        ]
        profile.pages = [
            NamedCount(name: "/", count: 1204, users: 988), NamedCount(name: "/product/4711", count: 310, users: 204),
            NamedCount(name: "/cart", count: 260, users: 198),
        ]
        profile.users = 1471
        profile.first = Timestamp(microseconds: ShopSnapshot.now.microseconds - 21_600_000_000)
        profile.last = Timestamp(microseconds: ShopSnapshot.now.microseconds - 20_100_000_000)
        profile.suggestion = SuggestedFunnel(
            definition: ShopSnapshot.definition,
            reason:
                "purchased carries revenue and comes last; these are the events most users do before it, in this order.",
            counts: [1409, 371, 79, 40])
        return profile
    }

    private static var fields: [DataProfile.Field] {
        func field(
            _ path: String, _ kind: String, _ count: Int, _ distinct: Int, _ examples: [String],
            _ role: DataProfile.Role? = nil, isBounded: Bool = false
        ) -> DataProfile.Field {
            DataProfile.Field(
                path: path, kind: kind, count: count, distinct: distinct, isBounded: isBounded, examples: examples,
                role: role)
        }
        return [
            field("ts", "time", 5000, 1000, ["2026-11-21T08:02:31Z", "2026-11-21T08:02:32Z"], .time, isBounded: true),
            field("user_id", "text", 4710, 1000, ["u83121", "u10442", "u77120"], .user, isBounded: true),
            field("event", "text", 5000, 6, ["product_viewed", "search", "added_to_cart"], .event),
            field("context.device", "text", 5000, 3, ["mobile", "desktop", "tablet"], .device),
            field("context.app.build_number", "number", 5000, 4, ["5200", "5201"]),
            field("properties.page", "text", 1774, 212, ["/", "/product/4711", "/cart"], .page),
            field("properties.revenue", "number", 41, 38, ["41.90", "12.50"], .revenue),
            field("anonymous_id", "text", 5000, 1000, ["a1", "a2"], .anonymous, isBounded: true),
            field("country", "text", 4980, 34, ["DE", "FR", "US"], .country),
        ]
    }

    /// Nothing says who did it, nor when.
    static var poor: DataProfile {
        var profile = DataProfile(
            source: "-", format: "csv", certainty: 0.41, reasons: ["commas in most lines"])
        profile.alternatives = [.init(format: "logfmt", certainty: 0.31), .init(format: "tsv", certainty: 0.1)]
        profile.rows = 88
        profile.isInLineOrder = true
        profile.fields = [
            .init(
                path: "column 1", kind: "text", count: 88, distinct: 88, isBounded: false, examples: ["a", "b", "c"]),
            .init(path: "column 2", kind: "number", count: 80, distinct: 12, isBounded: false, examples: ["1", "2"]),
        ]
        profile.events = [NamedCount(name: "row", count: 88)]
        return profile
    }

    /// The shop while its file is read, with nothing configured.
    static var snapshot: Snapshot {
        var snapshot = ShopSnapshot.snapshot
        snapshot.funnels = []
        snapshot.source.state = .reading(0.43)
        snapshot.eventCounts = [
            NamedCount(name: "product_viewed", count: 402_118, users: 140_302),
            NamedCount(name: "search", count: 131_406, users: 88_120),
            NamedCount(name: "added_to_cart", count: 50_212, users: 41_119),
            NamedCount(name: "checkout_error", count: 21_040, users: 18_004),
            NamedCount(name: "checkout_started", count: 5_610, users: 5_220),
            NamedCount(name: "purchased", count: 2_032, users: 1_998),
        ]
        return snapshot
    }

    /// A dashboard that has been told what is in the data, and its first numbers.
    static func screen(
        _ width: Int, _ height: Int, glyphs: Glyphs = .unicode, profile: DataProfile? = profile,
        snapshot: Snapshot? = snapshot
    ) -> Screen {
        var screen = Screen(width, height, glyphs: glyphs, snapshot: nil)
        if let profile { _ = screen.model.update(.discovered(profile)) }
        if let snapshot { _ = screen.model.update(.snapshot(snapshot)) }
        screen.model.before = nil
        return screen
    }
}
