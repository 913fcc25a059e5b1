import Analytics
import Testing

@testable import Decoding

@Suite struct GA4FormatTests {
    private static func parameter(_ key: String, _ kind: String, _ value: String) -> String {
        let members = ["string_value", "int_value", "float_value", "double_value"].map {
            #""\#($0)":\#($0 == kind ? value : "null")"#
        }
        return #"{"key":"\#(key)","value":{\#(members.joined(separator: ","))}}"#
    }

    private static func event(_ name: String, _ micros: String, user: String, ecommerce: String, extra: [String])
        -> String
    {
        let parameters = [
            parameter("ga_session_number", "int_value", #""3""#),
            parameter("ga_session_id", "int_value", #""1700000000""#),
            parameter("page_location", "string_value", #""https://shop.example/p/1?a=b""#),
            parameter("page_referrer", "string_value", #""https://search.example/""#),
        ]
        return
            #"{"event_date":"20260301","event_timestamp":"\#(micros)","event_name":"\#(name)","event_params":[\#((parameters + extra).joined(separator: ","))],"user_id":\#(user),"user_pseudo_id":"123.456","user_properties":[\#(parameter("tier", "string_value", #""gold""#))],"event_value_in_usd":12.5,"ecommerce":\#(ecommerce),"items":[{"item_id":"i1","price":2.5},{"item_id":"i2","price":10}],"traffic_source":{"name":"(direct)","medium":"(none)","source":"(direct)"},"stream_id":"1"}"#
    }

    static let lines = [
        event(
            "view_item", "1772359200431476", user: "null",
            ecommerce: #"{"purchase_revenue":null,"transaction_id":null}"#,
            extra: [parameter("medium", "string_value", #""cpc""#), parameter("value", "double_value", "12.5")]),
        event(
            "purchase", "1772359260000001", user: #""u7""#,
            ecommerce: #"{"purchase_revenue":12.25,"transaction_id":"t1"}"#,
            extra: [parameter("value", "double_value", "12.5")]),
    ]

    @Test func `an exported event gives its parameters, whatever their type`() throws {
        let trial = try FormatTrial(GA4FormatTests.lines)
        #expect(trial.schema.format == .ga4)
        #expect(trial.schema.reasons == ["2 of 2 lines have the keys of events of Google Analytics 4"])
        #expect(trial.times == ["2026-03-01T10:00:00.431476Z", "2026-03-01T10:01:00.000001Z"])
        #expect(trial.knownIDs == ["", "u7"])
        #expect(trial.anonymousIDs == ["123.456", "123.456"])
        #expect(trial.sessions == ["1700000000", "1700000000"])
        #expect(trial.pages == ["https://shop.example/p/1?a=b", "https://shop.example/p/1?a=b"])
        #expect(trial.names == ["view_item", "purchase"])
        #expect(trial.users == [Hash64.hash("123.456"), Hash64.hash("u7")])
        #expect(trial.events[1].other == Hash64.hash("123.456"))
        #expect(trial.schema.mapping.id == nil)
        #expect(
            trial.values(["event_params.value", "user_properties.tier", "items.price", "event_params.nothing"]) == [
                ["12.5", "gold", "2.5", ""], ["12.5", "gold", "2.5", ""],
            ])
        #expect(trial.first(of: trial.schema.rules.medium) == ["cpc", "(none)"])
        #expect(trial.first(of: trial.schema.rules.referrer) == ["https://search.example/", "https://search.example/"])
        #expect(trial.schema.resolve("ga_session_number") == ["event_params.ga_session_number"])
        trial.expectSameEventsForEverySplit()
    }

    @Test func `in a shop only purchases earn; elsewhere the value of an event counts`() throws {
        #expect(try FormatTrial(GA4FormatTests.lines).revenues == ["", "12.25"])
        let lead = try FormatTrial([
            GA4FormatTests.lines[0].replacing(#"{"purchase_revenue":null,"transaction_id":null}"#, with: "null")
        ])
        #expect(lead.revenues == ["12.5"])
    }
}
