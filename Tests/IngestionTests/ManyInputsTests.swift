import Analytics
import ByteSources
import Decoding
import Expressions
import Testing

@testable import Ingestion

/// Very many files cost little more than one.
@Suite struct ManyInputsTests {
    private func snapshot(_ pattern: String) throws -> (Snapshot, Intake) {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b > c within 1h")])
        configuration.breakdowns = [.init(field: "device")]
        let settings = IntakeSettings(
            origins: [.files(SourcePattern(pattern))], description: InputDescription(), follows: false)
        let intake = try Intake(settings, configuration)
        intake.readToEnd { .zero }
        return (intake.snapshot(SnapshotRequest()), intake)
    }

    private func line(_ user: Int, _ step: Int, nested: Bool) -> String {
        let time = 1_767_225_600 + user * 3 + step
        let device = #""device":"d\#(user % 5)""#
        let place = nested ? #""properties":{\#(device)}"# : device
        return #"{"ts":\#(time),"user_id":"u\#(user)","event":"\#(["a", "b", "c"][step])",\#(place)}"#
    }

    @Test func `files that are laid out alike share their decoders, and count like one file`() throws {
        let files = try TemporaryFiles()
        var all: [String] = []
        for file in 0..<60 {
            // In every third file the device stands elsewhere.
            let lines = (0..<50).flatMap { index in
                (0..<3).map { line(file * 50 + index, $0, nested: file % 3 == 0) }
            }
            all += (0..<50).flatMap { index in (0..<3).map { line(file * 50 + index, $0, nested: false) } }
            _ = try files.write("part-\(100 + file).jsonl", lines)
        }
        let whole = try files.write("whole.jsonl", all)
        let (many, intake) = try snapshot(whole.dropLast("whole.jsonl".count) + "part-*.jsonl")
        let (one, _) = try snapshot(whole)
        #expect(many.source.events == 9_000 && one.source.events == 9_000)
        #expect(many.funnels[0].steps.map(\.count) == one.funnels[0].steps.map(\.count))
        #expect(
            many.funnels[0].breakdowns[0].values.map { "\($0.label) \($0.counts)" }.sorted()
                == one.funnels[0].breakdowns[0].values.map { "\($0.label) \($0.counts)" }.sorted())
        #expect(intake.inputs.count == 60)
        #expect(intake.decoders.decoderCount <= 12, "\(intake.decoders.decoderCount)")
    }

    @Test func `inputs of other columns, limits or zones do not share`() throws {
        var mapping = FieldNames()
        mapping.time = "ts"
        mapping.user = "u"
        let schema = InputSchema(format: .jsonl, mapping: mapping)
        let projection = Projection(columns: [.init("device", .symbol)])
        let plan = DecoderPlan(schema: schema, projection: projection)
        var others = Array(repeating: schema, count: 5)
        others[0].lineLimit = 1_024
        others[1].mapping.user = "v"
        others[2].includesBots = true
        others[3].stitches = false
        others[4].format = .csv
        for other in others { #expect(DecoderPlan(schema: other, projection: projection) != plan) }
        var alike = schema
        alike.headerLength = 3
        alike.certainty = 0.5
        alike.reasons = ["it was named"]
        #expect(DecoderPlan(schema: alike, projection: projection) == plan)
        #expect(DecoderPlan(schema: schema, projection: Projection()) != plan)
    }

    @Test(arguments: [(1, 1 << 20), (32, 1 << 20), (64, 512 << 10), (256, 128 << 10), (10_000, 128 << 10)])
    func `the more inputs, the less is at hand of each`(inputs: Int, bytes: Int) {
        #expect(IntakeSettings.portion(inputs: inputs) == bytes)
    }
}

extension ManyInputsTests {
    @Test(arguments: [["0.jsonl", "1.jsonl"], ["1.jsonl", "0.jsonl"]])
    func `sessions are by field where any file has one, whichever is named first`(names: [String]) throws {
        let files = try TemporaryFiles()
        // Two sessions within one gap.
        let lines = (0..<2).map {
            #"{"ts":\#(1_767_225_600 + $0),"user_id":"u","event":"a","session_id":"s\#($0)"}"#
        }
        let paths = [try files.write(names[0], lines), try files.write(names[1], text: "")]
        let settings = IntakeSettings(
            origins: paths.sorted().map { .files(SourcePattern($0)) }, description: InputDescription(), follows: false)
        let intake = try Intake(settings, AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b")]))
        intake.readToEnd { .zero }
        #expect(intake.snapshot(SnapshotRequest()).traffic.sessions.count == 2)
    }

    @Test func `runs of many files come in the order of their times`() throws {
        let files = try TemporaryFiles()
        var paths: [String] = []
        for file in 0..<40 {
            let lines = (0..<20).map { index in
                #"{"ts":\#(1_767_225_600 + 5 * (index * 40 + file)),"user_id":"u\#(index)","event":"a"}"#
            }
            paths.append(try files.write("\(100 - file).jsonl", lines))
        }
        let settings = IntakeSettings(
            origins: paths.map { .files(SourcePattern($0)) }, description: InputDescription(), follows: false)
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b")])
        configuration.lateness = .bounded(.seconds(0))
        let intake = try Intake(settings, configuration)
        intake.readToEnd { .zero }
        let source = intake.snapshot(SnapshotRequest()).source
        #expect(source.events == 800 && source.late == 0)
    }
}
