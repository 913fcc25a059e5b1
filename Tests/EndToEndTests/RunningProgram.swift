import Foundation
import Glibc

/// The built program, running beside the test: to be killed, or watched while it runs.
final class RunningProgram {
    struct NoTerminal: Error {}

    private let process: pid_t
    /// The terminal's other side, where it has one.
    private let terminal: Int32?
    private let errors: URL
    private var code: Int32?

    /// Long enough for an unoptimised program on a busy machine to save and end.
    private static let deadline: Duration = .seconds(120)

    /// - Parameters:
    ///   - onTerminal: it gets a terminal of its own, on which nobody types; otherwise it writes to files.
    ///   - input: standard input, where it is not empty.
    init(_ arguments: [String], in folder: Sandbox, onTerminal: Bool = false, input: URL? = nil) throws {
        errors = folder.file("errors.txt")
        try Data().write(to: errors)
        terminal = onTerminal ? try Self.openTerminal() : nil
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let terminal {
            // As the leader of a session it gets the first terminal it opens for its own.
            let name = try Self.otherSide(of: terminal)
            for descriptor: Int32 in 0...2 { posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR, 0) }
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, input?.path ?? "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, folder.file("output.txt").path, O_WRONLY | O_CREAT, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Whatever the test runner ignores or holds back.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | Self.newSession))

        var environment = ProcessInfo.processInfo.environment
        environment["LC_ALL"] = "C.UTF-8"
        environment["TERM"] = "xterm-256color"
        // Or the runtime tells for seconds where QUIT met it.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["XDG_CONFIG_HOME"] = folder.url.path
        environment["XDG_STATE_HOME"] = folder.file(".logs").path
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        // QUIT leaves no core behind.
        let script = "ulimit -c 0; exec \"$0\" \"$@\""
        let words = (["sh", "-c", script, Program.url.path] + arguments).map { strdup($0) } + [nil]
        defer { for text in words + settings { free(text) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, settings)
        if failure != 0 { throw Program.NotStarted(code: failure) }
        self.process = process
    }

    deinit {
        if code == nil {
            Glibc.kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        }
        if let terminal { close(terminal) }
    }

    // What the module of the C library leaves out of its headers.
    private static let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID
    private static let lock: UInt = 0x4004_5431  // TIOCSPTLCK
    private static let number: UInt = 0x8004_5430  // TIOCGPTN

    private static func openTerminal() throws -> Int32 {
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        guard terminal >= 0, ioctl(terminal, lock, &unlocked) == 0, ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0
        else { throw NoTerminal() }
        return terminal
    }

    private static func otherSide(of terminal: Int32) throws -> String {
        var found: Int32 = 0
        guard ioctl(terminal, number, &found) == 0 else { throw NoTerminal() }
        return "/dev/pts/\(found)"
    }

    /// It is running now: neither the shell before it, nor ended.
    var isRunning: Bool {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/\(process)/exe", &target, target.count - 1)
        guard count > 0 else { return false }
        return target.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } == Program.url.resolvingSymlinksInPath().path
        }
    }

    /// The most memory it had so far, in bytes; nil when it has ended.
    var peakMemory: Int? {
        let status = try? String(contentsOf: URL(fileURLWithPath: "/proc/\(process)/status"), encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 }
    }

    var standardError: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    /// Lets it run for a time and takes what it draws, or until it has ended.
    func run(for time: Duration) {
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end, !hasEnded { takeOutput(milliseconds: 5) }
    }

    /// Lets it run until something is true, or it has ended.
    func run(until isTrue: () -> Bool) {
        let end = ContinuousClock.now + Self.deadline
        while !isTrue(), ContinuousClock.now < end, !hasEnded { takeOutput(milliseconds: 5) }
    }

    /// Sends a signal and waits for the end.
    ///
    /// - Returns: whether it was running, and the signal is what ended it.
    func end(by signal: Int32) -> Bool {
        let wasRunning = isRunning
        Glibc.kill(process, signal)
        return waitForEnd() == 128 + signal && wasRunning
    }

    /// - Returns: the exit code, or 128 and the signal that ended it.
    @discardableResult
    func waitForEnd() -> Int32 {
        run { hasEnded }
        if !hasEnded { Glibc.kill(process, SIGKILL) }
        run { hasEnded }
        return code ?? -1
    }

    /// It has ended; its code is known then.
    private var hasEnded: Bool {
        if code != nil { return true }
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return false }
        let signal = status & 0x7F
        code = signal == 0 ? status >> 8 & 0xFF : 128 + signal
        return true
    }

    /// What is not taken from a terminal stops who writes to it.
    private func takeOutput(milliseconds: Int32) {
        guard let terminal else {
            usleep(UInt32(milliseconds) * 1000)
            return
        }
        var waited = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        guard poll(&waited, 1, milliseconds) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        // Nobody has it open on the other side: before the start, or after the end.
        if read(terminal, &bytes, bytes.count) <= 0 { usleep(UInt32(milliseconds) * 1000) }
    }
}
