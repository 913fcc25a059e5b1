import Analytics
import ByteSources
import Expressions
import Foundation
import SeededNumbers

@testable import Ingestion

/// Readings of the same inputs, one of them stopped and taken up again.
struct StateTrial {
    let origins: [String]
    var configuration: AnalyticsConfiguration
    var follows = true

    init(_ origins: [String], lateness: AnalyticsConfiguration.Lateness = .all) throws {
        self.origins = origins
        configuration = AnalyticsConfiguration(funnels: [
            try FunnelParser.parse("shop: viewed > cart > paid within 10m")
        ])
        configuration.breakdowns = [AnalyticsConfiguration.Breakdown(field: "country")]
        configuration.lateness = lateness
    }

    var settings: IntakeSettings {
        var settings = IntakeSettings(
            origins: origins.map { .files(SourcePattern($0)) }, description: InputDescription(), follows: follows)
        settings.keepsState = true
        return settings
    }

    func begin() throws -> Intake { try Intake(settings, configuration) }

    /// The reading as another process would take it up.
    func resumed(_ intake: Intake) throws -> Intake {
        try Intake.resumed(intake.saved(), settings, configuration, latenessIsGiven: true)
    }

    func readAll(_ intake: Intake, at now: Duration) { while intake.round(now: now, chunks: 64) {} }

    /// What must be equal however a reading was interrupted.
    func numbers(_ intake: Intake) -> Snapshot {
        var snapshot = intake.snapshot(SnapshotRequest())
        snapshot.memoryBytes = 0
        // Examples to look at: which ones are kept depends on how much is read at once.
        snapshot.recent = []
        snapshot.source.rejectedExamples = []
        return snapshot
    }
}

/// Events of people who go through a shop, in the order of their times.
struct ShopLines {
    private var generator: SeededGenerator
    private var second: Int
    private var reached: [Int: Int] = [:]
    private var number = 0
    private var last = ""

    init(seed: UInt64, from second: Int = 1_767_225_600) {
        generator = SeededGenerator(seed: seed)
        self.second = second
    }

    /// The next event's line, without its newline; now and then one that cannot be used, or that was there before.
    mutating func next() -> String {
        if Int.random(in: 0..<40, using: &generator) == 0, !last.isEmpty { return last }
        second += Int.random(in: 0...2, using: &generator)
        if Int.random(in: 0..<50, using: &generator) == 0 {
            return "{\"ts\":\"never\",\"user_id\":\"x\",\"event\":\"viewed\"}"
        }
        let user = Int.random(in: 0..<60, using: &generator)
        let step = reached[user] ?? 0
        reached[user] = (step + 1) % 3
        let event = ["viewed", "cart", "paid"][step]
        let country = ["DE", "FR", "IT"][user % 3]
        number += 1
        last =
            "{\"ts\":\(second),\(ids(user, step)),\"event\":\"\(event)\",\"country\":\"\(country)\","
            + "\"revenue\":\(user),\"page\":\"/\(event)\",\"message_id\":\"m\(number)\"}"
        return last
    }

    /// Some people are known by name from their second step on alone.
    private func ids(_ user: Int, _ step: Int) -> String {
        guard user % 4 == 0 else { return "\"user_id\":\"u\(user)\"" }
        let device = "\"anonymous_id\":\"d\(user)\""
        return step == 0 ? device : device + ",\"user_id\":\"u\(user)\""
    }
}

/// A file that is written to, rotated and emptied like a log.
final class RotatingLog {
    let path: String
    private var generator: SeededGenerator
    private var lines: ShopLines
    private var generations = 0
    private var unfinished = ""

    init(path: String, seed: UInt64) {
        self.path = path
        generator = SeededGenerator(seed: seed &+ 1)
        lines = ShopLines(seed: seed)
        _ = FileManager.default.createFile(atPath: path, contents: nil)
    }

    /// Appends lines, the last one perhaps without its end.
    func append(_ count: Int) {
        var text = unfinished
        for _ in 0..<count { text += lines.next() + "\n" }
        let tail = lines.next() + "\n"
        let cut = Int.random(in: 0..<tail.count, using: &generator)
        write(text + tail.prefix(cut))
        unfinished = String(tail.dropFirst(cut))
    }

    /// Ends the last line.
    func finishLine() {
        write(unfinished)
        unfinished = ""
    }

    /// The file gets another name and a new one is begun.
    func rotate() {
        finishLine()
        generations += 1
        try? FileManager.default.moveItem(atPath: path, toPath: "\(path).\(generations)")
        _ = FileManager.default.createFile(atPath: path, contents: nil)
    }

    /// The file is copied and emptied.
    func copyAndTruncate() {
        finishLine()
        generations += 1
        try? FileManager.default.copyItem(atPath: path, toPath: "\(path).\(generations)")
        truncate(path, 0)
    }

    /// Does something at random.
    func step() {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: rotate()
        case 1: copyAndTruncate()
        case 2: finishLine()
        default: append(Int.random(in: 0..<30, using: &generator))
        }
    }

    private func write(_ text: String) {
        guard let handle = FileHandle(forWritingAtPath: path) else { return }
        handle.seekToEndOfFile()
        handle.write(Data(text.utf8))
        try? handle.close()
    }
}
