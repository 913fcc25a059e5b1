import Analytics
import Testing

@testable import Decoding

@Suite struct SnowplowTests {
    /// A line of 131 columns with the given ones filled.
    static func line(_ values: [String: String]) -> String {
        var all = ["event_id": "c6ef3124-b53a-4b13-a233-0088f79dcbcb", "collector_tstamp": "2015-05-17 10:05:03.000"]
        all.merge(values) { $1 }
        return SnowplowColumns.names.map { all[$0] ?? "" }.joined(separator: "\t")
    }

    static let text =
        [
            line([
                "event": "page_view", "event_name": "page_view", "domain_userid": "d1", "page_urlpath": "/product",
                "derived_tstamp": "2015-05-17 10:05:02.500", "domain_sessionid": "s1", "page_title": "\"Quoted\" title",
                "useragent": "Mozilla/5.0 (X11)", "mkt_medium": "cpc",
            ]),
            line([
                "event": "struct", "event_name": "event", "se_action": "add_to_cart", "user_id": "u1",
                "domain_userid": "d1",
                "unstruct_event": #"{"schema":"x"}"#,
            ]),
            line(["event": "transaction", "network_userid": "n1", "tr_total": "12.50"]) + "\textra",
            line(["event": "page_view", "event_name": "page_view"]),
            "cut\tshort",
        ].joined(separator: "\n") + "\n"

    @Test func `columns are known by their place`() throws {
        let schema = try detected(SnowplowTests.text)
        #expect(schema.format == .snowplow)
        #expect(SnowplowColumns.names.count == 131)
        #expect(SnowplowColumns.names[SnowplowColumns.event] == "event")
        #expect(SnowplowColumns.names[SnowplowColumns.eventID] == "event_id")
        #expect(SnowplowColumns.names[SnowplowColumns.action] == "se_action")
        #expect(SnowplowColumns.names[SnowplowColumns.eventName] == "event_name")
        let projection = Projection(
            columns: ["page", "session", "revenue", "page_title", "unstruct_event", "mkt_medium", "user_id"].map {
                .init($0, .symbol)
            })
        let driver = DecodingDriver(Array(SnowplowTests.text.utf8), schema: schema, projection: projection)
        #expect(driver.events.map(\.name) == ["page_view", "add_to_cart", "transaction"])
        #expect(
            driver.events.map { Array($0.values.dropFirst(2)) } == [
                ["", "\"Quoted\" title", "", "cpc", ""], ["", "", #"{"schema":"x"}"#, "", "u1"],
                ["12.50", "", "", "", ""],
            ])
        #expect(driver.events.map(\.values[0]) == ["/product", "", ""])
        #expect(driver.events.map { iso($0.time) }.prefix(2) == ["2015-05-17T10:05:02.500Z", "2015-05-17T10:05:03Z"])
        #expect(driver.tally.rejected == [.noUser: 1, .wrongColumnCount: 1])
        for chunk in [1, 7, 130, 131, 200, 401, 997] {
            let split = DecodingDriver(
                Array(SnowplowTests.text.utf8), schema: schema, projection: projection, chunk: chunk)
            #expect(split.events == driver.events)
            #expect(split.tally == driver.tally)
        }
    }

    @Test func `an event may have an id of any kind`() throws {
        let lines = ["1", "evt-000000000000000000000000000000000000000001"].map {
            SnowplowTests.line(["event_id": $0, "event": "page_view", "event_name": "page_view", "user_id": "u"])
        }
        #expect(try detected(lines.joined(separator: "\n") + "\n").format == .snowplow)
    }
}
