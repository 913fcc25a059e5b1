import Analytics
import Testing

@testable import Decoding

@Suite struct PostHogFormatTests {
    static let lines = [
        #"{"uuid":"e1","event":"$pageview","distinct_id":"d-1","timestamp":"2026-03-01T10:00:00.100Z","properties":{"$current_url":"https://app.example/pricing?plan=a","$session_id":"s1","$device_id":"d-1","$lib":"web","\u0024browser":"Firefox","utm_source":"news"}}"#,
        #"{"uuid":"e2","event":"$identify","distinct_id":"u1","timestamp":"2026-03-01T10:00:09Z","properties":{"$anon_distinct_id":"d-1","$session_id":"s1","$device_id":"d-1","$lib":"web"}}"#,
        #"{"uuid":"e3","event":"purchase","distinct_id":"u1","timestamp":"2026-03-01T10:01:00Z","properties":{"$session_id":"s1","$lib":"web","amount":9.5}}"#,
        #"{"uuid":"e4","event":"$create_alias","distinct_id":"u1","timestamp":"2026-03-01T10:02:00Z","properties":{"alias":"u1-old","$lib":"python"}}"#,
    ]

    @Test func `an event of PostHog gives its person, page, session and ties`() throws {
        let trial = try FormatTrial(PostHogFormatTests.lines)
        #expect(trial.schema.format == .posthog)
        #expect(trial.schema.certainty > 0.9)
        #expect(trial.times.first == "2026-03-01T10:00:00.100Z")
        #expect(trial.knownIDs == ["d-1", "u1", "u1", "u1"])
        #expect(trial.anonymousIDs == ["", "d-1", "", ""])
        #expect(trial.schema.rules.knownUsers == .tied)
        #expect(trial.names == ["$pageview", "$identify", "purchase", "$create_alias"])
        #expect(trial.events.map(\.other) == [0, Hash64.hash("d-1"), 0, Hash64.hash("u1-old")])
        #expect(trial.events.map(\.facts) == [[], .isKnown, [], [.isKnown, .isAlias]])
        #expect(trial.schema.rules.aliases.contains(.init(event: "$create_alias", previous: "properties.alias")))
        #expect(trial.sessions == ["s1", "s1", "s1", ""])
        #expect(trial.pages.first == "https://app.example/pricing?plan=a")
        #expect(trial.revenues == ["", "", "9.5", ""])
        #expect(trial.ids == ["e1", "e2", "e3", "e4"])
        #expect(trial.values(["properties.$browser"]).first == ["Firefox"])
        #expect(trial.schema.resolve("$browser") == ["properties.$browser"])
        #expect(trial.first(of: trial.schema.rules.source).first == "news")
        trial.expectSameEventsForEverySplit()
    }

    @Test func `properties that are a string are read as what they hold`() throws {
        let trial = try FormatTrial([
            #"{"uuid":"e1","event":"$pageview","distinct_id":"d-1","timestamp":"2024-05-22 17:09:29.220000","properties":"{\"$current_url\": \"https://app.example/a\\\"b\", \"$session_id\": \"s1\", \"nested\": {\"k\": [1, 2]}, \"$set\": {\"email\": \"a@b.example\"}}","team_id":1}"#,
            #"{"uuid":"e2","event":"paid","distinct_id":"d-1","timestamp":"2024-05-22 17:09:30","properties":"{\"$session_id\":\"s1\",\"revenue\":\"12\"}","team_id":1}"#,
        ])
        #expect(trial.schema.format == .posthog)
        #expect(trial.times == ["2024-05-22T17:09:29.220Z", "2024-05-22T17:09:30Z"])
        #expect(trial.sessions == ["s1", "s1"])
        #expect(trial.pages == ["https://app.example/a\"b", ""])
        #expect(trial.revenues == ["", "12"])
        #expect(trial.values(["properties.nested.k", "properties.$set.email"]).first == ["1", "a@b.example"])
        #expect(trial.schema.resolve("email") == ["properties.$set.email"])
        trial.expectSameEventsForEverySplit()
    }
}
