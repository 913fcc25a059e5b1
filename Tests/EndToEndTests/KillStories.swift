import Foundation
import Testing

/// The program is killed again and again while its files are written to and rotated.
///
/// `FUNNELTOP_KILLS=200 swift test --filter KillStories` kills it so often in each of them.
@Suite(.serialized) struct KillStories {
    private static let kills =
        ProcessInfo.processInfo.environment["FUNNELTOP_KILLS"].flatMap { Int($0) } ?? 10

    private func tell(_ logs: [String], usesDashboards: Bool, seed: UInt64) throws {
        var history = try KilledHistory(logs: logs, usesDashboards: usesDashboards, seed: seed)
        try history.run(kills: Self.kills)
        #expect(history.kills == Self.kills, "seed \(seed): of \(history.runs) runs so few were hit")
        try history.compare()
    }

    @Test func `case 27: reports killed at any time by 1, 3 and 9 go on to the report of all that was written`() throws
    {
        try tell(["app.jsonl"], usesDashboards: false, seed: 27)
    }

    @Test func `case 27: so do dashboards and reports in turns`() throws {
        try tell(["app.jsonl"], usesDashboards: true, seed: 271)
    }

    @Test func `case 27: so do several files that are merged by the time of their events`() throws {
        try tell(["left.jsonl", "right.jsonl"], usesDashboards: true, seed: 272)
    }
}
