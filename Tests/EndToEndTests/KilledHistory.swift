import Foundation
import SeededNumbers
import Testing

/// Logs that are written to while the program is started, killed and started again on one state.
struct KilledHistory {
    private let folder: Sandbox
    private let logs: [LogOnDisk]
    /// Some of the runs are dashboards; otherwise all are reports.
    private let usesDashboards: Bool
    private let seed: UInt64
    private var generator: SeededGenerator
    private var lines: ArraySlice<String>
    /// Signals that hit the running program and ended it.
    private(set) var kills = 0
    private(set) var runs = 0
    /// A report without a state takes so long.
    private var typical = Duration.zero

    init(logs names: [String], usesDashboards: Bool, seed: UInt64) throws {
        let folder = try Sandbox()
        self.folder = folder
        self.usesDashboards = usesDashboards
        self.seed = seed
        logs = try names.map { try LogOnDisk($0, in: folder) }
        var generator = SeededGenerator(seed: seed)
        // Broken lines and repeated ones are to be counted once, too.
        lines = try Samples.shop(events: 3000).flatMap { line in
            switch Int.random(in: 0..<40, using: &generator) {
            case 0: [line, "{\"ts\":\"never\"\n"]
            case 1: [line, line]
            default: [line]
            }
        }[...]
        self.generator = generator
    }

    /// - Parameter wanted: kills that hit.
    mutating func run(kills wanted: Int) throws {
        // The form of the lines shows from the beginning.
        try write(60, tearing: false)
        let begin = ContinuousClock.now
        _ = try Program.run(["report"] + arguments, in: folder.url)
        typical = ContinuousClock.now - begin
        // What was rotated away before there was a state is nobody's to read.
        if usesDashboards {
            try beginWithDashboard()
        } else {
            _ = try Program.run(["report"] + keeping, in: folder.url)
        }
        let mostLines = max(8, 400 / wanted)
        while kills < wanted, runs < 10 * wanted {
            for _ in 0..<Int.random(in: 0...2, using: &generator) { try change(mostLines) }
            try runAndKill(mostLines)
        }
        for log in logs { try log.finishLine() }
    }

    private var arguments: [String] { logs.map { folder.file($0.name).path } + ["--funnel", Samples.funnel] }
    private var keeping: [String] { arguments + ["--state", folder.file("state").path] }

    /// The lateness of a dashboard is kept in its state, and holds for all runs that follow.
    private mutating func beginWithDashboard() throws {
        let state = folder.file("state").path
        let first = try RunningProgram(keeping + ["--state-interval", "50ms"], in: folder, onTerminal: true)
        first.run { FileManager.default.fileExists(atPath: state) }
        #expect(FileManager.default.fileExists(atPath: state), "seed \(seed)")
        runs += 1
        if first.end(by: SIGKILL) { kills += 1 }
    }

    private mutating func runAndKill(_ mostLines: Int) throws {
        let isDashboard = usesDashboards && Bool.random(using: &generator)
        let words = isDashboard ? [] : ["report"]
        let program = try RunningProgram(
            words + keeping + ["--state-interval", "50ms"], in: folder, onTerminal: isDashboard)
        runs += 1
        // Reports end by themselves: half of the signals are to come about when they save.
        let least = isDashboard || Bool.random(using: &generator) ? 0.05 : 0.6
        let time = typical * Double.random(in: least...(isDashboard ? 2.5 : 1), using: &generator)
        let writes = Int.random(in: 0...2, using: &generator)
        for _ in 0..<writes {
            program.run(for: time / (writes + 1))
            try change(mostLines)
        }
        program.run(for: time / (writes + 1))
        let signals = [SIGHUP, SIGQUIT, SIGKILL, SIGKILL]
        if program.end(by: signals.randomElement(using: &generator) ?? SIGKILL) { kills += 1 }
        let complaint = program.standardError
        let isInOrder = complaint.contains("the state is saved")
        #expect(isInOrder || !complaint.contains("the state"), "seed \(seed): \(complaint)")
    }

    // MARK: Writing

    private mutating func change(_ mostLines: Int) throws {
        guard Int.random(in: 0..<4, using: &generator) == 0 else {
            return try write(Int.random(in: 0...mostLines, using: &generator), tearing: true)
        }
        let way = LogOnDisk.Rotation.allCases.randomElement(using: &generator) ?? .rename
        try logs.randomElement(using: &generator)?.rotate(way)
    }

    /// Appends lines, each to one of the logs, in the order of their times.
    private mutating func write(_ count: Int, tearing: Bool) throws {
        for log in logs { try log.finishLine() }
        let part = lines.prefix(count)
        lines = lines.dropFirst(count)
        for (index, line) in part.enumerated() {
            let log = logs.randomElement(using: &generator)
            let isTorn = tearing && index == part.count - 1
            try log?.append(line, torn: isTorn ? Int.random(in: 0...line.count, using: &generator) : 0)
        }
    }

    // MARK: Comparing

    /// A run that nobody disturbs goes on from the state, and another reads all that was ever written.
    func compare() throws {
        var all = ["report"]
        for log in logs {
            try folder.write(log.everything, to: "all-\(log.name)")
            all.append(folder.file("all-\(log.name)").path)
        }
        all += ["--funnel", Samples.funnel] + (usesDashboards ? ["--lateness", "60s"] : [])
        let undisturbed = try numbers(all)
        let lines = logs.reduce(0) { $0 + $1.everything.count { $0 == "\n" } }
        #expect((undisturbed["inputs"] as? [String: Int])?["lines"] == lines)
        for turn in ["goes on", "is made once more"] {
            let disturbed = try numbers(["report"] + keeping)
            let same = disturbed == undisturbed
            #expect(
                same,
                "seed \(seed), \(kills) kills in \(runs) runs, when it \(turn): \(difference(disturbed, undisturbed))")
        }
    }

    private func numbers(_ arguments: [String]) throws -> NSDictionary {
        let run = try Program.run(arguments + ["--output", "json"], in: folder.url)
        #expect(run.exitCode == 0, "seed \(seed): \(run.standardError)")
        var json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any] ?? [:]
        json["generated"] = nil
        var source = json["source"] as? [String: Any] ?? [:]
        // Files have other names and histories, and the same lines altogether.
        let inputs = source.removeValue(forKey: "inputs") as? [[String: Any]] ?? []
        source["rejected_examples"] = nil
        json["source"] = source
        var sums: [String: Int] = [:]
        for key in ["bytes", "lines", "events", "rejected", "lost_bytes", "cut_off_lines"] {
            sums[key] = inputs.reduce(0) { $0 + ($1[key] as? Int ?? 0) }
        }
        json["inputs"] = sums
        return json as NSDictionary
    }

    private func difference(_ one: NSDictionary, _ other: NSDictionary) -> String {
        let keys = Set(one.allKeys.map { "\($0)" } + other.allKeys.map { "\($0)" }).sorted()
        return keys.filter { one[$0] as? NSObject != other[$0] as? NSObject }.map { key in
            let texts = [one, other].map { "\($0[key] ?? "-")".prefix(800) }
            return "\(key): \(texts[0]) instead of \(texts[1])"
        }.joined(separator: "; ")
    }
}
