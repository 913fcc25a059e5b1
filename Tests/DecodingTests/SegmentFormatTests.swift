import Analytics
import Testing

@testable import Decoding

@Suite struct SegmentFormatTests {
    static let lines = [
        #"{"type":"page","name":"Cart","messageId":"m1","anonymousId":"a1","userId":null,"timestamp":"2026-03-01T10:00:00.250Z","sentAt":"2026-03-01T10:00:01Z","context":{"page":{"url":"https://shop.example/cart?x=1","path":"/cart","referrer":"https://search.example/"},"userAgent":"Mozilla/5.0","campaign":{"name":"spring","source":"mail","medium":"email"}},"properties":{"title":"Cart"}}"#,
        #"{"type":"identify","messageId":"m2","anonymousId":"a1","userId":"u1","timestamp":"2026-03-01T10:00:05Z","traits":{"plan":"pro"}}"#,
        #"{"type":"track","event":"Order Completed","messageId":"m3","anonymousId":"a1","userId":"u1","timestamp":"2026-03-01T10:01:00Z","properties":{"total":30,"revenue":25.5,"products":[{"sku":"s1","price":10},{"sku":"s2","price":15.5}]}}"#,
        #"{"type":"alias","messageId":"m4","previousId":"old","userId":"u1","timestamp":"2026-03-01T10:02:00Z"}"#,
        #"{"type":"group","messageId":"m5","groupId":"g","userId":"u1","anonymousId":"a1","timestamp":"2026-03-01T10:03:00Z","traits":{"name":"Initech"}}"#,
        #"{"type":"screen","name":"Home","messageId":"m6","anonymousId":"a2","timestamp":"2026-03-01T10:04:00Z"}"#,
    ]

    @Test func `a call of Segment gives its user, its page, its order and its campaign`() throws {
        let trial = try FormatTrial(SegmentFormatTests.lines)
        #expect(trial.schema.format == .segment)
        #expect(trial.schema.certainty > 0.9)
        #expect(trial.schema.reasons.first?.hasPrefix("6 of 6 lines have the keys of calls of Segment") == true)
        #expect(trial.schema.alternatives.map(\.format).contains("jsonl"))
        #expect(trial.times.first == "2026-03-01T10:00:00.250Z")
        #expect(trial.knownIDs == ["", "u1", "u1", "u1", "u1", ""])
        #expect(trial.anonymousIDs == ["a1", "a1", "a1", "", "a1", "a2"])
        #expect(trial.pages == ["https://shop.example/cart?x=1", "", "", "", "", ""])
        #expect(trial.revenues == ["", "", "25.5", "", "", ""])
        #expect(trial.ids == ["m1", "m2", "m3", "m4", "m5", "m6"])
        #expect(trial.schema.rules.naming == .typed(type: "type", track: "track", name: "name"))
        #expect(trial.schema.mapping.event == "event")
        #expect(trial.names == ["page Cart", "identify", "Order Completed", "alias", "group", "screen Home"])
        let other = trial.events.map(\.other)
        #expect(other == [0, Hash64.hash("a1"), Hash64.hash("a1"), Hash64.hash("old"), Hash64.hash("a1"), 0])
        #expect(trial.events[3].facts == [.isKnown, .isAlias])
        #expect(Set(trial.events.map(\.id)).count == 6)
        #expect(trial.schema.rules.aliases == [FormatRules.Alias(event: "alias", previous: "previousId")])
        #expect(trial.schema.rules.agent == "context.userAgent")
        #expect(trial.schema.mapping.session == nil)
        for (paths, expected) in [
            (trial.schema.rules.medium, "email"), (trial.schema.rules.source, "mail"),
            (trial.schema.rules.campaign, "spring"), (trial.schema.rules.referrer, "https://search.example/"),
        ] {
            #expect(trial.first(of: paths).first == expected)
        }
        #expect(trial.schema.resolve("sku") == ["properties.products.sku"])
        #expect(trial.values(["properties.products.sku"])[2] == ["s1"])
        trial.expectSameEventsForEverySplit()
    }

    @Test func `RudderStack's calls are Segment's, with an empty user and a zone of their own`() throws {
        let trial = try FormatTrial([
            #"{"type":"track","event":"signup","userId":"","anonymousId":"a1","messageId":"m1","rudderId":"r1","originalTimestamp":"2026-03-01T20:51:05.905+05:30","sentAt":"2026-03-01T20:51:06.000+05:30","context":{"sessionId":1662363980287,"library":{"name":"RudderLabs JavaScript SDK"}},"channel":"web","properties":{}}"#,
            #"{"type":"track","event":"order","userId":"u1","anonymousId":"a1","messageId":"m2","rudderId":"r1","originalTimestamp":"2026-03-01T20:52:05.905+05:30","context":{"sessionId":1662363980287},"channel":"web","properties":{"total":"7.50"}}"#,
        ])
        #expect(trial.schema.format == .segment)
        #expect(trial.schema.mapping.time == "originalTimestamp")
        #expect(trial.times == ["2026-03-01T15:21:05.905Z", "2026-03-01T15:22:05.905Z"])
        #expect(trial.users == [Hash64.hash("a1"), Hash64.hash("u1")])
        #expect(trial.sessions == ["1662363980287", "1662363980287"])
        #expect(trial.revenues == ["", "7.50"])
        #expect(trial.ids == ["m1", "m2"])
    }

    @Test func `calls without anybody are Segment's all the same, and the missing user is named`() {
        let lines = [
            #"{"type":"track","event":"Cart Viewed","timestamp":"2026-03-01T10:00:00Z","properties":{"cart_id":"c"}}"#,
            #"{"type":"page","name":"Home","timestamp":"2026-03-01T10:00:01Z","properties":{"title":"Home"}}"#,
        ]
        #expect(
            throws: DetectionError.noUser(fields: [
                "type", "event", "timestamp", "properties.cart_id", "name", "properties.title",
            ])
        ) {
            _ = try FormatTrial(lines)
        }
    }

    @Test func `one call among other objects does not make the file Segment's`() throws {
        let other = #"{"ts":"2026-03-01T10:00:00Z","user_id":"u1","event":"viewed"}"#
        let trial = try FormatTrial([SegmentFormatTests.lines[0], other, other, other])
        #expect(trial.schema.format == .jsonl)
        let mixed = try FormatTrial(SegmentFormatTests.lines + PostHogFormatTests.lines)
        #expect(mixed.schema.format == .jsonl)
    }
}
