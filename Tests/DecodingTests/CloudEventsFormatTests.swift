import Analytics
import Testing

@testable import Decoding

@Suite struct CloudEventsFormatTests {
    @Test func `the user stands in the data, or is what the event is about`() throws {
        let inside = try FormatTrial([
            #"{"specversion":"1.0","type":"com.example.order.placed","source":"/shop","id":"1","time":"2026-03-01T10:00:00Z","subject":"order/9","data":{"userId":"u1","amount":5}}"#,
            #"{"specversion":"1.0","type":"com.example.order.paid","source":"/shop","id":"2","time":"2026-03-01T10:00:01Z","subject":"order/9","data":"{\"userId\":\"u2\"}"}"#,
        ])
        #expect(inside.schema.format == .cloudevents)
        #expect(inside.knownIDs == ["u1", "u2"])
        #expect(inside.ids == ["1", "2"])
        #expect(inside.names == ["com.example.order.placed", "com.example.order.paid"])
        #expect(inside.users == [Hash64.hash("u1"), Hash64.hash("u2")])
        #expect(inside.times == ["2026-03-01T10:00:00Z", "2026-03-01T10:00:01Z"])
        inside.expectSameEventsForEverySplit()
        let about = try FormatTrial([
            #"{"specversion":"1.0","type":"com.example.login","source":"/app","id":"1","time":"2026-03-01T10:00:00Z","subject":"u7","data":{"ip":null}}"#
        ])
        #expect(about.users == [Hash64.hash("u7")])
    }

    @Test func `events about nobody name their fields and the flag`() throws {
        let lines = [
            #"{"specversion":"1.0","type":"com.example.tick","source":"/clock","id":"1","time":"2026-03-01T10:00:00Z","subject":null}"#
        ]
        let error = #expect(throws: DetectionError.self) { _ = try FormatTrial(lines) }
        #expect(error?.message.contains("--user-field") == true)
        #expect(error?.message.contains("subject") == true)
    }
}
