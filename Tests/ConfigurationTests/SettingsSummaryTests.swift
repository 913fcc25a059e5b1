import Configuration
import Testing

@Suite struct SettingsSummaryTests {
    private func summary(_ text: String) throws -> [String] {
        SettingsSummary(try ConfigurationReader.read(text: text, path: "f")).lines
    }

    @Test func `says what was understood, and nothing of what was left open`() throws {
        #expect(try summary("") == [])
        let lines = try summary(
            """
            sources: [a.jsonl, "-"]
            format: segment
            fields: {time: [date, clock], user: uid}
            stitching: false
            bots: include
            channels: {rules: [{channel: blog, referrer: blog.example.org, medium: web}]}
            lateness: all
            session_gap: 90m
            signals: {use: shop, thanks: /thanks, watched: {event: v, seconds: s, at_least: 30s}}
            funnels: {x: a > b within 1h, y: a > c > d}
            kpi: y
            breakdowns: [device, country]
            view: {fps: 4}
            """)
        #expect(
            lines.prefix(9) == [
                "  sources      a.jsonl, -",
                "  format       segment",
                "  fields       time is date and clock, user is uid",
                "  stitching    every id is a person",
                "  bots         count like any visitor",
                "  channels     blog: medium web and referrer blog.example.org",
                "  lateness     any order",
                "  sessions     end after 1h30m of silence",
                "  signals      searched: ready-made, secondary",
            ])
        #expect(lines.contains("               engaged session: session of at least 2m, secondary"))
        #expect(lines.contains("               thanks: page /thanks, secondary"))
        #expect(lines.contains("               watched: v with at least 30s in s, secondary"))
        #expect(
            lines.suffix(4) == [
                "  funnels      x: 2 steps within 1h", "               y: 3 steps, the main one",
                "  by           device, country", "  view         4 frames per second",
            ])
    }

    @Test func `lets no control sign through`() throws {
        let lines = try summary("sources: [\"\\e[2J\"]\nsignals: {\"\\e[31m\": {event: \"\\a\"}}\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
    }
}
