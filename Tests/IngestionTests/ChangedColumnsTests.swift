import Analytics
import ByteSources
import Foundation
import Testing

@testable import Ingestion

/// Case 24: the row of names is read again in each file, and wherever it names other columns.
@Suite struct ChangedColumnsTests {
    private static let usual = "ts,user_id,event,country"

    /// Rows of people `first...`, who have all done `event`, in the columns that `header` names.
    private static func rows(_ header: String, _ people: Range<Int>, _ event: String) -> [String] {
        people.map { person in
            header.split(separator: ",").map { column in
                switch column {
                case "ts": "2026-01-01T00:0\(event == "viewed" ? 0 : 1):\(10 + person % 50)Z"
                case "user_id": "u\(person)"
                case "event": event
                case "country": "DE"
                default: "x"
                }
            }.joined(separator: ",")
        }
    }

    private enum Change: CaseIterable { case renamed, copiedAndTruncated, appended }

    private func change(_ files: TemporaryFiles, _ path: String, _ change: Change, _ lines: [String]) throws {
        switch change {
        case .renamed:
            try files.move("a.csv", to: "a.csv.1")
            _ = try files.write("a.csv", lines)
        case .copiedAndTruncated:
            try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
            truncate(path, 0)
            try files.append("a.csv", lines)
        case .appended: try files.append("a.csv", lines)
        }
    }

    private func expectAll(_ intake: Intake, events: Int, lines: Int, _ what: String) {
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == events, "\(what)")
        #expect(snapshot.source.rejected.isEmpty, "\(what)")
        #expect(snapshot.source.inputs[0].lines == lines, "\(what)")
        #expect(snapshot.funnels[0].steps.map(\.count) == [5, 5, 0], "\(what)")
        #expect(snapshot.funnels[0].breakdowns[0].values.map(\.label) == [.value("DE")], "\(what)")
    }

    @Test(arguments: [
        usual, "ts,event,user_id,country", "event,country,user_id,ts", "country,ts,user_id,event",
        "ts,user_id,event,country,page", "ts,page,user_id,event,country", "shop,ts,user_id,event,country",
        "\u{FEFF}event,ts,country,user_id", "\"event\",\"ts\",\"country\",\"user_id\"", "# event,ts,country,user_id",
    ])
    func `a log that goes on with these columns is read by them, live and resumed`(header: String) throws {
        let names = header.filter { $0 != "\u{FEFF}" && $0 != "\"" && $0 != "#" && $0 != " " }
        for change in Change.allCases {
            for isResumed in [false, true] {
                let files = try TemporaryFiles()
                let path = try files.write("a.csv", [Self.usual] + Self.rows(Self.usual, 0..<5, "viewed"))
                let trial = try StateTrial([path])
                var intake = try trial.begin()
                trial.readAll(intake, at: .zero)
                if isResumed { intake = try trial.resumed(intake) }
                try self.change(files, path, change, [header] + Self.rows(names, 0..<3, "cart"))
                trial.readAll(intake, at: .seconds(1))
                if isResumed { intake = try trial.resumed(intake) }
                try files.append("a.csv", Self.rows(names, 3..<5, "cart"))
                trial.readAll(intake, at: .seconds(2))
                expectAll(intake, events: 10, lines: 12, "\(header), \(change), resumed: \(isResumed)")
            }
        }
    }

    @Test(arguments: [false, true])
    func `old and new files are read in turns, each by its own columns`(isResumed: Bool) throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.csv", [Self.usual] + Self.rows(Self.usual, 0..<2, "viewed"))
        let trial = try StateTrial([path])
        var intake = try trial.begin()
        trial.readAll(intake, at: .zero)
        let swapped = "ts,event,user_id,country"
        try files.move("a.csv", to: "a.csv.1")
        _ = try files.write("a.csv", [swapped] + Self.rows(swapped, 0..<2, "cart"))
        for person in 2..<5 {
            trial.readAll(intake, at: .seconds(person))
            if isResumed { intake = try trial.resumed(intake) }
            try files.append("a.csv.1", Self.rows(Self.usual, person..<person + 1, "viewed"))
            try files.append("a.csv", Self.rows(swapped, person..<person + 1, "cart"))
        }
        trial.readAll(intake, at: .seconds(6))
        expectAll(intake, events: 10, lines: 12, "resumed: \(isResumed)")
    }

    @Test func `a file that names nothing goes on with the columns named last`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.csv", [Self.usual] + Self.rows(Self.usual, 0..<5, "viewed"))
        let trial = try StateTrial([path])
        var intake = try trial.begin()
        trial.readAll(intake, at: .zero)
        let swapped = "ts,event,user_id,country"
        for (number, lines) in [
            [swapped] + Self.rows(swapped, 0..<3, "cart"), Self.rows(swapped, 3..<4, "cart"),
            Self.rows(swapped, 4..<5, "cart"),
        ].enumerated() {
            try files.move("a.csv", to: "a.csv.\(number)")
            _ = try files.write("a.csv", lines)
            trial.readAll(intake, at: .seconds(number + 1))
            if number == 1 { intake = try trial.resumed(intake) }
        }
        expectAll(intake, events: 10, lines: 12, "live")
    }

    @Test(arguments: [false, true]) func `files of one reading have their columns each`(areMany: Bool) throws {
        let files = try TemporaryFiles()
        let first = [Self.usual] + Self.rows(Self.usual, 0..<5, "viewed")
        let swapped = "country,event,user_id,ts"
        let second = [swapped] + Self.rows(swapped, 0..<5, "cart")
        // Both in one file, or a file for each.
        let paths =
            areMany
            ? [try files.write("a.csv", first), try files.write("b.csv", second)]
            : [try files.write("a.csv", first + second + first + second)]
        var trial = try StateTrial(paths)
        trial.follows = false
        let intake = try trial.begin()
        intake.readToEnd { .zero }
        expectAll(intake, events: areMany ? 10 : 20, lines: areMany ? 6 : 24, "\(paths.count) files")
    }

    @Test func `chunks decoded side by side have the columns of their place`() throws {
        let files = try TemporaryFiles()
        let swapped = "event,ts,user_id,country"
        var lines: [String] = []
        for header in [Self.usual, swapped, Self.usual, swapped] {
            lines += [header] + Self.rows(header, 0..<30_000, header == swapped ? "cart" : "viewed")
        }
        var trial = try StateTrial([try files.write("a.csv", lines)])
        trial.follows = false
        let intake = try trial.begin()
        intake.readToEnd { .zero }
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == 120_000)
        #expect(snapshot.source.rejected.isEmpty)
        #expect(snapshot.source.inputs[0].lines == 120_004)
        #expect(snapshot.funnels[0].steps.map(\.count) == [30_000, 30_000, 0])
    }

    @Test func `rows whose texts are names of columns stay rows`() throws {
        let files = try TemporaryFiles()
        let path = try files.write(
            "a.csv",
            ["ts,user_id,event,country,viewed,cart"]
                + Self.rows(Self.usual, 0..<5, "viewed").map { $0 + ",viewed,event" }
                + Self.rows(Self.usual, 0..<5, "cart").map { $0 + ",\"ts,user_id,event\n\(Self.usual)\n\",cart" })
        let trial = try StateTrial([path])
        let intake = try trial.begin()
        trial.readAll(intake, at: .zero)
        expectAll(intake, events: 10, lines: 21, "quoted names")
    }
}
