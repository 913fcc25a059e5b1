import Analytics
import Expressions
import TerminalUI
import Testing

@testable import Reports

@Suite struct DiscoveryReportTests {
    private static func profile() throws -> DataProfile {
        var profile = DataProfile(
            source: "logs/shop.jsonl", format: "jsonl", certainty: 0.5, reasons: ["100 of 100 lines begin with {"])
        profile.alternatives = [DataProfile.Alternative(format: "csv", certainty: 0.204)]
        profile.rows = 12_345
        profile.users = 2_310
        profile.isPartial = true
        profile.rejected = 3
        profile.first = Timestamp(microseconds: 1_767_225_600_000_000)
        profile.last = Timestamp(microseconds: 1_767_312_000_000_000)
        profile.fields = [
            DataProfile.Field(
                path: "ts", kind: "time", count: 12_345, distinct: 12_000, isBounded: false,
                examples: ["2026-01-01T00:00:00Z"], role: .time),
            DataProfile.Field(
                path: "properties.experiment.a_very_long_name_of_a_test", kind: "text", count: 100, distinct: 2,
                isBounded: false, examples: ["A", "B"], role: .variant),
            DataProfile.Field(
                path: "gone", kind: "absent", count: 0, distinct: 0, isBounded: false, examples: []),
        ]
        profile.events = [
            NamedCount(name: "product_viewed", count: 9_000, users: 2_300),
            NamedCount(name: "paid", count: 345, users: 300),
        ]
        profile.pages = [
            NamedCount(name: "/", count: 500, users: 400), NamedCount(name: "/style.css", count: 400, users: 390),
        ]
        profile.suggestion = SuggestedFunnel(
            definition: try FunnelParser.parse("shop: product_viewed as 'Product viewed' > paid as Paid within 30m"),
            reason: "paid is a purchase by its name: 300 of 2,310 users got there. All of them did the step before it.",
            counts: [2_300, 300])
        return profile
    }

    @Test func `reads like this`() throws {
        let report = DiscoveryReport(profiles: [try Self.profile()], configuration: "format: jsonl\n")
        let lines = report.text.split(separator: "\n")
        #expect(lines.allSatisfy { CharacterWidth.ofText(String($0)) <= 80 })
        #expect(lines.contains("format    jsonl, 50 % certain: 100 of 100 lines begin with {"))
        #expect(lines.contains("          less likely: csv (20 %)"))
        #expect(lines.contains("events    12,345 of 2,310 users, 3 lines rejected; the beginning alone"))
        #expect(lines.contains("  and 1 without a value"))
        #expect(lines.contains("  1  Product viewed  2,300   100 %           ████████████████████████"))
        #expect(lines.contains("  2  Paid              300  13.0 %   13.0 %  ███▏"))
        #expect(lines.contains("format: jsonl"))
    }

    @Test func `shows no byte of the data as it came`() throws {
        var profile = try Self.profile()
        let evil = "\u{1B}[31m\r\u{8}\u{202E}x\u{9B}2J"
        profile.source = evil
        profile.reasons = [evil]
        profile.fields[0].path = evil
        profile.fields[0].examples = [evil]
        profile.events[0].name = evil
        profile.pages[0].name = "/" + evil
        profile.suggestion?.reason = evil
        profile.suggestion?.definition.name = evil
        profile.suggestion?.definition.steps[0].name = evil
        var trial = FormatTrial(format: "csv", remark: evil)
        trial.certainty = 0.5
        let configuration = "# x\n"
        for glyphs in [Glyphs.unicode, .ascii] {
            for trials in [[], [[trial]]] {
                let text = DiscoveryReport(
                    profiles: [profile], configuration: configuration, trials: trials, glyphs: glyphs
                ).text
                #expect(
                    text.unicodeScalars.allSatisfy {
                        $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0.value != 0x202E
                    })
                #expect(text.split(separator: "\n").allSatisfy { CharacterWidth.ofText(String($0)) <= 80 })
                if glyphs == .ascii { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
            }
        }
    }

    @Test func `says the same as JSON`() throws {
        let report = DiscoveryReport(profiles: [try Self.profile()], configuration: "format: jsonl\n")
        let root = try #require(JSONReader.read(report.json))
        #expect(root["schema"] == .string("funneltop.discovery/1"))
        #expect(root["configuration"] == .string("format: jsonl\n"))
        let source = root["sources"]?[0]
        #expect(source?["users"] == .number("2310") && source?["partial"] == .bool(true))
        #expect(source?["fields"]?[0]?["role"] == .string("time") && source?["fields"]?[2]?["role"] == .null)
        #expect(source?["pages"]?[1]?["page"] == .string("/style.css"))
        let suggestion = source?["suggestion"]
        #expect(suggestion?["steps"]?[1]?["users"] == .number("300"))
        #expect(suggestion?["window_seconds"] == .number("1800"))
        #expect(source?["no_suggestion"] == .null)
    }

    @Test func `says why there is no suggestion`() throws {
        var profile = try Self.profile()
        profile.suggestion = nil
        profile.noSuggestion = "all of it is of one user"
        let report = DiscoveryReport(profiles: [profile], configuration: "")
        #expect(report.text.contains("all of it is of one user"))
        #expect(JSONReader.read(report.json)?["sources"]?[0]?["suggestion"] == .null)
    }

    @Test func `explains the format a line a format`() throws {
        var taken = FormatTrial(format: "jsonl", remark: "100 of 100 lines begin with {")
        taken.isTaken = true
        taken.certainty = 0.5
        var possible = FormatTrial(format: "csv", remark: "0 of 100 lines give an event")
        possible.certainty = 0.2
        let others = ["alb", "elb"].map { FormatTrial(format: $0, remark: "no line can be read so") }
        let text = DiscoveryReport(
            profiles: [try Self.profile()], configuration: "", trials: [[taken, possible] + others]
        ).text
        #expect(
            text == """
                why jsonl ────────────────────────────────────────────────────── logs/shop.jsonl
                  jsonl      50 %  taken     100 of 100 lines begin with {
                  csv        20 %  possible  0 of 100 lines give an event

                  no line can be read so: alb, elb

                """)
    }

    @Test func `data without a user gives its fields and what to do`() {
        var profile = DataProfile(source: "a.csv", format: "csv", certainty: 0.95, reasons: ["it has commas"])
        profile.rows = 3
        profile.fields = [
            DataProfile.Field(
                path: "ts", kind: "time", count: 3, distinct: 3, isBounded: true, examples: ["2026-01-01"], role: .time),
            DataProfile.Field(
                path: "card", kind: "text", count: 3, distinct: 2, isBounded: false, examples: ["c1", "c2"]),
        ]
        let text = DiscoveryReport.withoutUser(profile, glyphs: .ascii)
        #expect(text.contains("no field looks like a user") && text.contains("2026-01-01"))
        #expect(text.hasSuffix("funneltop discover a.csv --user-field card\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
}
