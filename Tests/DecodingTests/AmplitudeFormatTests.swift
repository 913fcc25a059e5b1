import Analytics
import Testing

@testable import Decoding

@Suite struct AmplitudeFormatTests {
    @Test func `an exported event gives its device, user, session and revenue`() throws {
        let trial = try FormatTrial([
            #"{"event_type":"view item","event_time":"2026-03-01 10:00:00.137000","user_id":null,"device_id":"d1","amplitude_id":77,"session_id":1772359200000,"$insert_id":"i1","uuid":"x1","event_id":5,"event_properties":{"page":"/p/1"},"user_properties":{"utm_source":"ads"},"platform":"Web"}"#,
            #"{"event_type":"buy","event_time":"2026-03-01 10:01:00.000000","user_id":"u1","device_id":"d1","amplitude_id":77,"session_id":-1,"$insert_id":"i2","uuid":"x2","event_id":6,"event_properties":{"$revenue":5.5},"user_properties":{},"platform":"Web"}"#,
        ])
        #expect(trial.schema.format == .amplitude)
        #expect(trial.times == ["2026-03-01T10:00:00.137Z", "2026-03-01T10:01:00Z"])
        #expect(trial.knownIDs == ["", "u1"])
        #expect(trial.anonymousIDs == ["d1", "d1"])
        #expect(trial.sessions == ["1772359200000", "-1"])
        #expect(trial.ids == ["i1", "i2"])
        #expect(trial.pages == ["/p/1", ""])
        #expect(trial.revenues == ["", "5.5"])
        #expect(trial.names == ["view item", "buy"])
        #expect(trial.events[1].other == Hash64.hash("d1"))
        #expect(trial.first(of: trial.schema.rules.source) == ["ads", ""])
        trial.expectSameEventsForEverySplit()
    }

    @Test func `events sent to the interface have times in milliseconds`() throws {
        let trial = try FormatTrial([
            #"{"user_id":"u1","device_id":"d1","event_type":"buy","time":1772359200123,"insert_id":"i1","session_id":1772359200000,"revenue":3,"event_properties":{"sku":"s"}}"#
        ])
        #expect(trial.schema.format == .amplitude)
        #expect(trial.times == ["2026-03-01T10:00:00.123Z"])
        #expect(trial.ids == ["i1"])
        #expect(trial.revenues == ["3"])
        #expect(trial.knownIDs == ["u1"])
    }
}
