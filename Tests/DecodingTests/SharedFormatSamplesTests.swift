import Analytics
import Foundation
import Testing

@testable import Decoding

/// Sample lines of real formats. They lie beside the package, not in it.
private let formats = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/data/formats").standardizedFileURL
private let areSamplesPresent = FileManager.default.fileExists(atPath: formats.path)

// Enabled only where the directory of samples stands beside the package.
@Suite(.enabled(if: areSamplesPresent)) struct SharedFormatSamplesTests {
    private func lines(_ name: String) throws -> [String] {
        try String(contentsOf: formats.appendingPathComponent(name), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    @Test func `Segment's specification gives calls, people and ids`() throws {
        let all = try lines("segment_spec.jsonl")
        let trial = try FormatTrial(all)
        #expect(trial.schema.format == .segment)
        #expect(trial.schema.reasons.first?.hasPrefix("13 of 13 lines") == true)
        #expect(trial.schema.mapping.time == "timestamp")
        let timed = try FormatTrial(all.filter { $0.contains("\"timestamp\"") })
        #expect(timed.times.first == "2015-12-10T04:08:31.905Z")
        #expect(timed.knownIDs.prefix(3) == ["97980cfea0067", "AiUGstSDIg", "AiUGstSDIg"])
        #expect(timed.anonymousIDs.allSatisfy { !$0.isEmpty })
        #expect(timed.ids.allSatisfy { !$0.isEmpty })
        #expect(timed.pages.prefix(2) == ["https://segment.com/academy/", "https://segment.com/academy/"])
        #expect(timed.pages[3] == "http://www.example.com")
        #expect(
            timed.values(["previousId", "groupId"]).suffix(2) == [
                ["39239-239239-239239-23923", ""], ["", "0e8c78ea9d97a7b8185e8632"],
            ])
        #expect(timed.first(of: timed.schema.rules.medium).first == "email")
        #expect(timed.values(["context.userAgentData.brands.brand"]).first == ["Google Chrome"])
        timed.expectSameEventsForEverySplit()
    }

    @Test func `Segment's events of a shop have nobody, and say so`() throws {
        let all = try lines("segment_ecommerce_v2_properties.jsonl")
        let sample = try #require(InputSample(Array(all.joined(separator: "\n").utf8), fileName: nil, zone: .utc))
        let recognised = try #require(FormatProfile.segment.recognise(sample, InputDescription()))
        #expect(recognised.certainty > 0.6)
        let error = #expect(throws: DetectionError.self) { _ = try FormatTrial(all) }
        #expect(error?.message.contains("properties.list_id") == true)
    }

    @Test func `exported events of Google Analytics 4 give what their lists hold`() throws {
        let trial = try FormatTrial(try lines("ga4_bigquery_export.jsonl"))
        #expect(trial.schema.format == .ga4)
        #expect(trial.times == ["2021-04-06T06:49:50.431476Z", "2022-05-27T19:30:18.347831Z"])
        #expect(trial.knownIDs == ["", ""])
        #expect(trial.anonymousIDs == ["1166526666.1617691776", "745846450.1644156613"])
        #expect(trial.users == trial.anonymousIDs.map { Hash64.hash($0) })
        #expect(trial.sessions == ["1617691775", "1653679817"])
        #expect(trial.values(["event_params.ga_session_number"]) == [["1"], ["6"]])
        #expect(trial.pages.first == "https://www.velir.com/blog/2016/08/25/behavior-driven-testing-drupal-8")
        #expect(trial.first(of: trial.schema.rules.source) == ["(direct)", "google"])
        #expect(trial.first(of: trial.schema.rules.referrer) == ["", "https://www.google.com/"])
        #expect(trial.revenues == ["", ""])
        #expect(trial.schema.rules.revenues.contains("event_value_in_usd"))
        trial.expectSameEventsForEverySplit()
    }

    @Test func `CloudEvents of the specification are recognised, though they know no user`() throws {
        let all = try lines("cloudevents.jsonl")
        let sample = try #require(InputSample(Array(all.joined(separator: "\n").utf8), fileName: nil, zone: .utc))
        let reading = try #require(FormatProfile.cloudevents.read(sample, InputDescription()))
        #expect(reading.schema.mapping.time == "time")
        #expect(reading.schema.mapping.event == "type")
        #expect(reading.schema.mapping.id == "id")
        #expect(FormatProfile.cloudevents.recognise(sample, InputDescription())?.certainty ?? 0 > 0.9)
        let error = #expect(throws: DetectionError.self) { _ = try FormatTrial(all) }
        #expect(error?.message.contains("--user-field") == true)
        let named = try FormatTrial(all.map { $0.replacing(#""subject":null"#, with: #""subject":"s""#) })
        #expect(named.schema.mapping.user == "subject")
    }
}
