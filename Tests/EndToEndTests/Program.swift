import Foundation

/// The built program, run as its users run it.
enum Program {
    struct Run {
        var exitCode: Int32
        var standardOutput: String
        var standardError: String
    }

    /// The executable beside the test bundle.
    static var url: URL {
        Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
            .deletingLastPathComponent().appendingPathComponent("funneltop")
            ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("funneltop")
    }

    /// Runs `funneltop` to the end.
    static func run(_ arguments: [String], input: String? = nil, in folder: URL? = nil) throws -> Run {
        try run(url, arguments, input: input, in: folder)
    }

    /// Runs a line of shell in which `funneltop` is the built program.
    static func shell(_ line: String, in folder: URL) throws -> Run {
        let path = url.path
        return try run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", "funneltop() { '\(path)' \"$@\"; }; \(line)"], in: folder)
    }

    struct NotStarted: Error {
        var code: Int32
    }

    /// Runs to the end.
    static func run(_ program: URL, _ arguments: [String], input: String? = nil, in place: URL? = nil) throws -> Run {
        try start(program, arguments, input: input, in: place).wait()
    }

    /// Starts `funneltop`.
    static func start(_ arguments: [String], in folder: URL) throws -> Running {
        try start(url, arguments, in: folder)
    }

    /// A program that was started.
    struct Running {
        /// Holds what it reads and writes.
        fileprivate let folder: Sandbox
        let process: pid_t

        func kill(_ signal: Int32) { _ = Foundation.kill(process, signal) }

        /// Waits for its end, once.
        func wait() throws -> Run {
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
            let signal = status & 0x7F
            return Run(
                exitCode: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
                standardOutput: String(decoding: try Data(contentsOf: folder.file("out")), as: UTF8.self),
                standardError: String(decoding: try Data(contentsOf: folder.file("err")), as: UTF8.self))
        }
    }

    /// Standard output and error go through files, so that neither can fill up.
    ///
    /// Not Foundation's `Process`: that waits for everybody who inherits a socket of it, and a tmux server stays.
    static func start(_ program: URL, _ arguments: [String], input: String? = nil, in place: URL? = nil) throws
        -> Running
    {
        let folder = try Sandbox()
        let files = ["in", "out", "err"].map { folder.file($0) }
        try Data((input ?? "").utf8).write(to: files[0])
        var environment = ProcessInfo.processInfo.environment
        environment["LC_ALL"] = "C.UTF-8"
        environment["XDG_CONFIG_HOME"] = folder.url.path
        environment["TMUX"] = nil

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, files[0].path, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files[1].path, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, files[2].path, O_WRONLY | O_CREAT, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that the test runner ignores are not to be ignored by the program.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        sigaddset(&defaults, SIGINT)
        sigaddset(&defaults, SIGHUP)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // Nor are those that the runner's threads keep away from themselves.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        // The folder is changed by env: spawning cannot do it everywhere.
        let folderWords = place.map { ["--chdir=\($0.path)"] } ?? []
        let words = (["env"] + folderWords + [program.path] + arguments).map { strdup($0) } + [nil]
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, "/usr/bin/env", &actions, &attributes, words, settings)
        if failure != 0 { throw NotStarted(code: failure) }
        return Running(folder: folder, process: process)
    }
}
