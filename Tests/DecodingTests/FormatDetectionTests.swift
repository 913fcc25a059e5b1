import Analytics
import Testing

@testable import Decoding

@Suite struct FormatDetectionTests {
    private func detect(_ text: String, _ description: InputDescription = InputDescription()) -> Result<
        InputSchema, DetectionError
    > {
        FormatDetection.detect(sample: Array(text.utf8), description: description)
    }

    @Test func `finds the parts of a JSON event and leaves out the unfinished line`() throws {
        let schema = try detect(JSONLinesTests.good + "{\"ts\":\"2026").get()
        #expect(schema.format == .jsonl)
        #expect(schema.mapping.time == "ts")
        #expect(schema.mapping.user == "user_id")
        #expect(schema.mapping.event == "event")
        #expect(schema.mapping.session == "session_id")
        #expect(schema.mapping.page == "properties.page")
        #expect(schema.mapping.revenue == "properties.revenue")
        #expect(schema.resolve("cta") == ["properties.experiment.cta"])
        #expect(schema.resolve("experiment.cta") == ["properties.experiment.cta"])
        #expect(schema.resolve("later") == ["later", "properties.later"])
        #expect(schema.unresolved(["cta", "session_idd", "xyzzy"]).map(\.field) == ["session_idd", "xyzzy"])
        #expect(schema.unresolved(["session_idd", "xyzzy"]).map(\.suggestion) == ["session_id", nil])
        #expect(schema.fields.first { $0.path == "properties.page" }?.examples == ["https://a.example/p/1?x=1#y"])
    }

    @Test func `Segment's and Mixpanel's names are understood`() throws {
        let segment = try detect(
            #"{"anonymousId":"a","userId":null,"event":"x","timestamp":"2015-05-17T10:05:03Z","type":"track"}"#
        ).get()
        #expect(segment.mapping.user == "userId")
        #expect(segment.mapping.anonymous == "anonymousId")
        #expect(segment.mapping.time == "timestamp")
        let mixpanel = try detect(
            #"{"event":"x","properties":{"time":1431857103,"distinct_id":"u","$current_url":"http://a/b"}}"#
        ).get()
        #expect(mixpanel.mapping.time == "properties.time")
        #expect(mixpanel.mapping.user == "properties.distinct_id")
        #expect(mixpanel.mapping.page == "properties.$current_url")
    }

    @Test func `takes data without a time for events in the order of their lines`() throws {
        let schema = try detect(#"{"user_id":"u","event":"e"}"#).get()
        #expect(schema.mapping.time == nil)
        #expect(schema.mapping.user == "user_id")
    }

    @Test func `says which fields it saw when there is no user`() {
        #expect(detect("time,x\n804571201,1\n") == .failure(.noUser(fields: ["time", "x"])))
        #expect(detect("") == .failure(.empty))
        #expect(detect("\n\n") == .failure(.empty))
        #expect(detect("hello\nworld\n") == .failure(.unknownFormat(firstLine: "hello")))
        var description = InputDescription()
        description.fields.time = "tss"
        #expect(
            detect(#"{"ts":804571201,"user":"u"}"#, description)
                == .failure(
                    .fieldNotFound(option: "--time-field", name: "tss", suggestion: "ts", fields: ["ts", "user"])))
        description = InputDescription()
        description.timeZone = "Mars/Olympus"
        #expect(detect(#"{"ts":804571201,"user":"u"}"#, description) == .failure(.unknownTimeZone("Mars/Olympus")))
    }

    @Test func `a header gives names to columns, and only the mark before it is skipped unseen`() throws {
        let schema = try detect("\u{FEFF}user_id,event,event_time\n1,view,2019-10-01 00:00:00 UTC\n").get()
        #expect(schema.headerLength == 3)
        #expect(schema.columns == ["user_id", "event", "event_time"])
        let alone = try detect("user_id,event,event_time\n").get()
        #expect(alone.mapping.time == "event_time")
        let gnarly = try detect("user_id,\"my\nnote\",time\n1,view,2019-10-01\n2,view,2019-10-01\n").get()
        #expect(gnarly.headerLength == 0)
        #expect(gnarly.columns == ["user_id", "my\nnote", "time"])
    }

    @Test(arguments: [
        ("https://a.example/p/1?x=1#y", "/p/1"), ("/p?x", "/p"), ("https://a.example", "/"), ("?q", "/"),
        ("//cdn.example/x", "/x"),
        ("checkout", "checkout"), ("/", "/"), ("/a:b//c", "/a:b//c"), ("#top", "/"), ("http://a.example?x=/y", "/"),
    ]) func `a page is its path`(url: String, path: String) {
        let bytes = Array(url.utf8) + [0]
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let found = PagePath.trim(base, count: bytes.count - 1).map {
                String(decoding: UnsafeBufferPointer(start: $0.start, count: $0.count), as: UTF8.self)
            }
            #expect(found ?? "/" == path)
        }
    }
}
