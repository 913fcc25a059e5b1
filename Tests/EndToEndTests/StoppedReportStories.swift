import Foundation
import Testing

/// A report that a signal ends while it reads.
@Suite(.serialized) struct StoppedReportStories {
    private let folder: Sandbox
    private let state = ["--state", "state", "--state-interval", "0s", "--funnel", Samples.funnel]

    init() throws { folder = try Sandbox() }

    /// Enough to be read for a while.
    private static let much = Result { () throws -> String in
        try Program.run(["generate", "--events", "60000", "--seed", "7", "--users", "20000"]).standardOutput
    }

    private func writeMuch() throws { try folder.write(try Self.much.get(), to: "events.jsonl") }

    // Blocks its thread: to be given one again can take longer than what is to be interrupted.
    private func wait(for name: String) throws {
        let start = ContinuousClock.now
        while !FileManager.default.fileExists(atPath: folder.file(name).path) {
            if ContinuousClock.now - start > TmuxScreen.deadline { throw Program.NotStarted(code: ETIMEDOUT) }
            usleep(5_000)
        }
    }

    /// Waits until a process has a file open.
    private func wait(for process: pid_t, toOpen name: String) throws {
        let start = ContinuousClock.now
        let folder = "/proc/\(process)/fd"
        while true {
            let numbers = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let paths = numbers.map { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
            if paths.contains(where: { $0?.hasSuffix("/" + name) == true }) { return }
            if ContinuousClock.now - start > TmuxScreen.deadline { throw Program.NotStarted(code: ETIMEDOUT) }
            usleep(5_000)
        }
    }

    private func numbers(_ run: Program.Run) throws -> NSDictionary {
        var json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any] ?? [:]
        json["generated"] = nil
        return json as NSDictionary
    }

    /// Starts the program with a call that takes very long; gives the number of its own process too.
    private func startSlow(
        _ fault: String, on file: String, _ words: [String]
    ) throws -> (Program.Running, pid_t) {
        let strace = try #require(Strace.path)
        let script = "echo $$ > pid.new; mv pid.new pid; exec \"$@\""
        let program =
            Strace.words(fault, on: [folder.file(file).path]).dropLast()
            + ["/bin/sh", "-c", script, "sh", Program.url.path] + words
        let running = try Program.start(strace, Array(program), in: folder.url)
        try wait(for: "pid")
        let text = try String(contentsOf: folder.file("pid"), encoding: .utf8)
        return (running, try #require(pid_t(text.trimmingCharacters(in: .newlines))))
    }

    @Test(
        .enabled(if: Strace.works, "strace is not installed, or may not trace"), arguments: [SIGINT, SIGTERM, SIGHUP])
    func `keeps what it has read, prints nothing half, and goes on from there`(signal: Int32) throws {
        try writeMuch()
        let words = ["report", "events.jsonl", "--output", "json"]
        // A second for each megabyte: it is far from its end when it has saved for the first time.
        let (running, pid) = try startSlow("preadv:delay_exit=1000000", on: "events.jsonl", words + state)
        try wait(for: "state")
        kill(pid, signal)
        let stopped = try running.wait()
        #expect(stopped.exitCode == 128 + signal)
        #expect(stopped.standardOutput == "")
        let message =
            #/funneltop: stopped at (\d+) %, without a report; the state is saved: the same command goes on from here\n/#
        let percent = try #require(try message.wholeMatch(in: stopped.standardError), "\(stopped.standardError)").1
        #expect((1...99).contains(Int(percent) ?? 0))
        let resumed = try Program.run(words + state, in: folder.url)
        #expect(resumed.exitCode == 0 && resumed.standardError == "", "\(resumed.standardError)")
        let undisturbed = try Program.run(words + ["--funnel", Samples.funnel], in: folder.url)
        #expect(try numbers(resumed) == numbers(undisturbed))
    }

    @Test func `without a state it ends at once`() throws {
        let pipe = folder.file("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let running = try Program.start(["report", "pipe", "--funnel", Samples.funnel], in: folder.url)
        // Opens as soon as it is read.
        let writer = open(pipe, O_WRONLY)
        defer { close(writer) }
        running.kill(SIGTERM)
        let run = try running.wait()
        #expect(run.exitCode == 128 + SIGTERM && run.standardOutput == "" && run.standardError == "")
    }

    @Test(arguments: [false, true])
    func `it is stopped while it waits for a pipe, before and after its first writer`(hasWriter: Bool) throws {
        let pipe = folder.file("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let running = try Program.start(["report", "pipe"] + state, in: folder.url)
        var writer: Int32 = -1
        if hasWriter {
            writer = open(pipe, O_WRONLY)
            let line = Array(try Samples.shop(events: 1).joined().utf8)
            #expect(write(writer, line, line.count) == line.count)
        }
        defer { if writer >= 0 { close(writer) } }
        try wait(for: running.process, toOpen: "pipe")
        running.kill(SIGINT)
        let run = try running.wait()
        #expect(run.exitCode == 128 + SIGINT && run.standardOutput == "")
        #expect(run.standardError.contains("stopped, without a report; the state is saved"), "\(run.standardError)")
    }

    @Test(.enabled(if: Strace.works, "strace is not installed, or may not trace"))
    func `a second signal does not wait for the save`() throws {
        try writeMuch()
        // A disk that takes long for the first save, which is soon. (strace may keep the dead until then.)
        let words = ["report", "events.jsonl", "--state", folder.file("state").path, "--state-interval", "0s"]
        let (running, pid) = try startSlow(
            "fsync:delay_enter=20000000", on: "state.new", words + ["--funnel", Samples.funnel])
        try wait(for: "state.new")
        // Two at once may count as one.
        while kill(pid, SIGTERM) == 0 { usleep(100_000) }
        let run = try running.wait()
        #expect(run.exitCode == 128 + SIGTERM && run.standardOutput == "")
        #expect(!FileManager.default.fileExists(atPath: folder.file("state").path))
    }
}
