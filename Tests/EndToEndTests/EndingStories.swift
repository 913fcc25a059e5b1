import Foundation
import Testing

/// However the program ends, the terminal is as it was.
@Suite(.serialized, .enabled(if: TmuxScreen.isThere, "tmux is not installed"))
struct EndingStories {
    private func start(_ command: String? = nil) async throws -> TmuxScreen {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 200).joined(), to: "events.jsonl")
        let screen = try TmuxScreen("funneltop events.jsonl --funnel '\(Samples.funnel)'", in: folder)
        try await screen.wait("1 product_viewed")
        #expect(try screen.isAlternate())
        return screen
    }

    @Test(arguments: ["q", "Q", "C-c"])
    func `a key quits`(key: String) async throws {
        let screen = try await start()
        try screen.press(key)
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test(arguments: [
        SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGSEGV, SIGILL, SIGABRT, SIGSYS, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU,
        SIGVTALRM, SIGPROF, SIGPWR, SIGIO,
    ])
    func `a signal restores the terminal and is told by the exit code`(signal: Int32) async throws {
        let screen = try await start()
        try screen.kill(signal)
        #expect(try await screen.waitForEnd(code: 128 + signal) == [])
    }

    @Test func `what is said of a crash is kept, and a log without a word is not`() async throws {
        let crashed = try await start()
        let log = crashed.folder.file(".logs/funneltop/errors.log")
        try crashed.kill(SIGSEGV)
        _ = try await crashed.waitForEnd(code: 128 + SIGSEGV)
        #expect(try crashed.text().contains("what it said of it is in "))
        #expect(try String(contentsOf: log, encoding: .utf8).contains("stopped by SIGSEGV"))
        let quiet = try await start()
        let other = quiet.folder.file(".logs/funneltop/errors.log").path
        #expect(FileManager.default.fileExists(atPath: other))
        try quiet.press("q")
        #expect(try await quiet.waitForEnd(code: 0) == [])
        #expect(!FileManager.default.fileExists(atPath: other))
    }

    @Test func `it is suspended with its pipeline and comes back`() async throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 200).joined(), to: "events.jsonl")
        let screen = try TmuxScreen(shellIn: folder)
        try screen.type(
            "tail -n +1 -f events.jsonl | LC_ALL=C.UTF-8 '\(Program.url.path)' - --funnel '\(Samples.funnel)'")
        try screen.press("Enter")
        try await screen.wait("time to purchased")
        // Twice, because the first must leave nothing behind.
        for number in 1...2 {
            try screen.press("C-z")
            try await screen.wait(for: "the shell") { try !screen.isAlternate() && $0.contains("Stopped") }
            try screen.type("echo back$((\(number) + 40))")
            try screen.press("Enter")
            try await screen.wait("back\(number + 40)")
            try screen.type("fg")
            try screen.press("Enter")
            try await screen.wait(for: "the dashboard") {
                try screen.isAlternate() && $0.contains("time to purchased")
            }
        }
        try screen.press("q")
        try await screen.wait(for: "the prompt") { _ in try !screen.isAlternate() }
    }

    @Test func `it is suspended and comes back`() async throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 200).joined(), to: "events.jsonl")
        let screen = try TmuxScreen(shellIn: folder)
        try screen.type("LC_ALL=C.UTF-8 '\(Program.url.path)' events.jsonl --funnel '\(Samples.funnel)'")
        try screen.press("Enter")
        try await screen.wait("time to purchased")
        try screen.press("C-z")
        try await screen.wait("Stopped")
        #expect(try !screen.isAlternate())
        try screen.type("echo one$((40 + 2))")
        try screen.press("Enter")
        try await screen.wait("one42")
        try screen.type("fg")
        try screen.press("Enter")
        try await screen.wait("time to purchased")
        #expect(try screen.isAlternate())
        try screen.press("q")
        try await screen.wait(for: "the prompt") { _ in try !screen.isAlternate() }
    }
}
