import Analytics
import Testing

@testable import Decoding

@Suite struct MixpanelFormatTests {
    @Test func `an export with ids of its own has users and devices`() throws {
        let trial = try FormatTrial([
            #"{"event":"Page View","properties":{"time":1772359200,"distinct_id":"$device:d1","$device_id":"d1","$insert_id":"i1","$current_url":"https://a.example/x","mp_lib":"web","$browser":"Chrome"}}"#,
            #"{"event":"Sign Up","properties":{"time":1772359260000,"distinct_id":"u1","$user_id":"u1","$device_id":"d1","$insert_id":"i2","mp_lib":"web","utm_medium":"cpc"}}"#,
            #"{"event":"Purchase","properties":{"time":1772359320,"distinct_id":"u1","$user_id":"u1","$insert_id":"i3","Amount":19.9}}"#,
        ])
        #expect(trial.schema.format == .mixpanel)
        #expect(trial.times == ["2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z"])
        #expect(trial.knownIDs == ["", "u1", "u1"])
        #expect(trial.anonymousIDs == ["d1", "d1", "u1"])
        #expect(trial.schema.rules.knownUsers == .all)
        #expect(trial.users == ["d1", "u1", "u1"].map { Hash64.hash($0) })
        #expect(trial.events.map(\.other) == [0, Hash64.hash("d1"), 0])
        #expect(trial.schema.rules.idsAreOfOneEvent)
        #expect(trial.ids == ["i1", "i2", "i3"])
        #expect(trial.pages == ["https://a.example/x", "", ""])
        #expect(trial.revenues == ["", "", "19.9"])
        #expect(trial.schema.mapping.event == "event")
        #expect(trial.first(of: trial.schema.rules.medium) == ["", "cpc", ""])
        trial.expectSameEventsForEverySplit()
    }

    @Test func `with one id for all, only what is tied is known`() throws {
        let trial = try FormatTrial([
            #"{"event":"View","properties":{"time":1772359200,"distinct_id":"x1","$insert_id":"i1","mp_lib":"web"}}"#,
            #"{"event":"$create_alias","properties":{"time":1772359201,"distinct_id":"x1","alias":"u1","$insert_id":"i2"}}"#,
            #"{"event":"$identify","properties":{"time":1772359202,"$identified_id":"u1","$anon_id":"x2","$insert_id":"i3"}}"#,
        ])
        #expect(trial.schema.format == .mixpanel)
        #expect(trial.knownIDs == ["x1", "x1", "u1"])
        #expect(trial.schema.rules.knownUsers == .tied)
        #expect(trial.anonymousIDs == ["", "", "x2"])
        #expect(
            trial.schema.rules.aliases.contains(
                .init(event: "$create_alias", previous: "properties.alias", isReversed: true)))
        #expect(trial.values(["properties.alias"]) == [[""], ["u1"], [""]])
        #expect(trial.events.map(\.other) == [0, Hash64.hash("x1"), Hash64.hash("x2")])
        #expect(trial.schema.mapping.revenue == "properties.revenue")
    }
}
