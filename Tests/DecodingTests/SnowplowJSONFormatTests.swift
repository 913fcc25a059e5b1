import Analytics
import Testing

@testable import Decoding

@Suite struct SnowplowJSONFormatTests {
    static let lines = [
        #"{"app_id":"shop","platform":"web","collector_tstamp":"2026-03-01 10:00:01.500","derived_tstamp":"2026-03-01 10:00:00.886","event":"page_view","event_id":"e1","event_vendor":"com.snowplowanalytics.snowplow","event_name":"page_view","user_id":null,"domain_userid":"d1","network_userid":"n1","domain_sessionid":"s1","page_url":"https://shop.example/a?b=c","page_urlpath":"/a","page_referrer":"https://search.example/","mkt_medium":"cpc","mkt_source":"ads","useragent":"Mozilla/5.0","contexts_com_snowplowanalytics_snowplow_web_page_1_0_0":[{"id":"w1"}]}"#,
        #"{"app_id":"shop","platform":"web","collector_tstamp":"2026-03-01T10:02:01.500Z","derived_tstamp":"2026-03-01T10:02:00.000Z","event":"unstruct","event_id":"e2","event_vendor":"com.snowplowanalytics.snowplow.ecommerce","event_name":"snowplow_ecommerce_action","user_id":"u1","domain_userid":"d1","domain_sessionid":"s1","unstruct_event_com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action_1_0_2":{"type":"transaction"},"contexts_com_snowplowanalytics_snowplow_ecommerce_transaction_1_0_0":[{"transaction_id":"t1","revenue":99.5,"currency":"EUR"}]}"#,
    ]

    @Test func `an enriched event gives its contexts and the step of a purchase`() throws {
        let trial = try FormatTrial(SnowplowJSONFormatTests.lines)
        #expect(trial.schema.format == .snowplowJSON)
        #expect(trial.times == ["2026-03-01T10:00:00.886Z", "2026-03-01T10:02:00Z"])
        #expect(trial.knownIDs == ["", "u1"])
        #expect(trial.anonymousIDs == ["d1", "d1"])
        #expect(trial.sessions == ["s1", "s1"])
        #expect(trial.ids == ["e1", "e2"])
        #expect(trial.pages.first == "https://shop.example/a?b=c")
        #expect(trial.revenues == ["", "99.5"])
        #expect(trial.names == ["page_view", "transaction"])
        let event = try #require(trial.schema.mapping.event)
        #expect(
            trial.values([event, "event_name"]) == [["", "page_view"], ["transaction", "snowplow_ecommerce_action"]])
        #expect(
            trial.schema.rules.naming
                == .typed(type: "event_name", track: "snowplow_ecommerce_action", name: "se_action"))
        #expect(trial.schema.rules.agent == "useragent")
        #expect(trial.first(of: trial.schema.rules.medium) == ["cpc", ""])
        #expect(
            trial.values(["contexts_com_snowplowanalytics_snowplow_ecommerce_transaction_1_0_0.currency"])
                == [[""], ["EUR"]])
        trial.expectSameEventsForEverySplit()
    }
}
