import Foundation
import Glibc

/// A terminal of its own: a private tmux server with one detached session.
///
/// Nothing waits a fixed time: the screen is read until it shows what is expected, or the deadline passes.
final class TmuxScreen {
    struct TimedOut: Error, CustomStringConvertible {
        var what: String
        var screen: String
        var description: String { "waited in vain for \(what); the screen was:\n\(screen)" }
    }

    /// Long enough for an unoptimised program on a busy machine to read all that came before.
    static let deadline: Duration = .seconds(120)

    static let tmux: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        .map { URL(fileURLWithPath: "\($0)/tmux") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    static var isThere: Bool { tmux != nil }

    let folder: Sandbox
    private let socket = "funneltop-\(UUID().uuidString)"
    /// The server's process; its end hangs up every terminal of it.
    private var server: pid_t?

    /// Starts a line of shell in which `funneltop` is the built program. After it the exit code and the modes of
    /// the terminal are printed, each on an empty line from its beginning, wherever a killed program has left the
    /// cursor, and the terminal stays open.
    init(_ line: String, in folder: Sandbox, width: Int = 120, height: Int = 40, environment: String = "") throws {
        self.folder = folder
        let script = """
            ulimit -c 0
            trap : INT QUIT HUP TERM
            export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$PWD" XDG_STATE_HOME="$PWD/.logs" \(environment)
            unset COLORTERM
            funneltop() { sh -c 'echo $$ > pid; exec "$0" "$@"' '\(Program.url.path)' "$@"; }
            \(line)
            printf '\\r\\n\\033[KEXIT=%s\\r\\n\\033[K' "$?"
            stty -a | tr ';' ' ' | tr ' ' '\\n' | grep -wE -- '-?(echo|icanon|isig)' | tr '\\n' ' '
            echo MODES
            exec cat
            """
        try folder.write(script, to: "story.sh")
        try call(["new-session", "-d", "-x", "\(width)", "-y", "\(height)", "bash story.sh"])
        server = try serverProcess()
    }

    /// An interactive shell with job control, for `fg`.
    init(shellIn folder: Sandbox) throws {
        self.folder = folder
        try call([
            "new-session", "-d", "-x", "120", "-y", "40",
            "PS1='$ ' XDG_STATE_HOME=\"$PWD/.logs\" bash --norc --noprofile -i",
        ])
        server = try serverProcess()
    }

    deinit {
        _ = try? call(["kill-server"])
        if let server { _ = Glibc.kill(server, SIGKILL) }
    }

    private func serverProcess() throws -> pid_t? {
        pid_t(try call(["display-message", "-p", "#{pid}"]).filter(\.isNumber))
    }

    @discardableResult
    func call(_ arguments: [String]) throws -> String {
        guard let tmux = TmuxScreen.tmux else { return "" }
        return try Program.run(tmux, ["-u", "-L", socket, "-f", "/dev/null"] + arguments, in: folder.url).standardOutput
    }

    /// The text of the screen, rows joined by newlines.
    func text() throws -> String { try call(["capture-pane", "-p"]) }

    /// Presses keys by tmux's names: `Enter`, `C-c`, `x`.
    func press(_ keys: String...) throws { try call(["send-keys"] + keys) }

    /// Types a text.
    func type(_ text: String) throws { try call(["send-keys", "-l", text]) }

    func resize(width: Int, height: Int) throws { try call(["resize-window", "-x", "\(width)", "-y", "\(height)"]) }

    /// Is the terminal's alternate screen shown?
    func isAlternate() throws -> Bool { try call(["display-message", "-p", "#{alternate_on}"]).hasPrefix("1") }
    func showsCursor() throws -> Bool { try call(["display-message", "-p", "#{cursor_flag}"]).hasPrefix("1") }

    /// Sends a signal to the program.
    func kill(_ signal: Int32) throws {
        let text = try String(contentsOf: folder.file("pid"), encoding: .utf8)
        if let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) { Foundation.kill(pid, signal) }
    }

    /// Reads the screen until something is true of it. Half a picture may already be what was waited for: what is
    /// expected belongs into the question.
    @discardableResult
    func wait(for what: String, until isTrue: (String) throws -> Bool) async throws -> String {
        let start = ContinuousClock.now
        while true {
            let screen = try text()
            if try isTrue(screen) { return screen }
            if ContinuousClock.now - start > TmuxScreen.deadline { throw TimedOut(what: what, screen: screen) }
            try await Task.sleep(for: .milliseconds(60))
        }
    }

    func wait(_ text: String) async throws { try await wait(for: "“\(text)”") { $0.contains(text) } }

    func waitUntilGone(_ text: String) async throws {
        try await wait(for: "“\(text)” to go") { !$0.contains(text) }
    }

    /// The users of the steps of the funnel as the screen shows them, from its first to its last step.
    static func counts(_ screen: String) -> [Int] {
        let names = Samples.funnel.split(separator: " ").filter { $0.contains("_") || $0 == "purchased" }
        return names.enumerated().compactMap { index, name in
            for line in screen.split(separator: "\n") {
                guard let found = line.range(of: "\(index + 1) \(name) ") else { continue }
                let rest = line[found.upperBound...].drop { !$0.isNumber }
                return Int(rest.prefix { $0.isNumber || $0 == "," }.filter(\.isNumber))
            }
            return nil
        }
    }

    func waitForCounts(_ counts: [Int]) async throws {
        try await wait(for: "the counts \(counts)") { TmuxScreen.counts($0) == counts }
    }

    /// Waits for the end of the program, and for a terminal as it was before.
    func waitForEnd(code: Int32) async throws -> [String] {
        let screen = try await wait(for: "EXIT=\(code)") { $0.contains("EXIT=") && $0.contains("MODES") }
        var complaints: [String] = []
        if screen.firstMatch(of: /EXIT=(\d+)/)?.1 != "\(code)" { complaints.append("exit code: \(screen)") }
        if try isAlternate() { complaints.append("the alternate screen is still shown") }
        if try !showsCursor() { complaints.append("the cursor is hidden") }
        if screen.contains("-echo") || !screen.contains("echo") { complaints.append("no echo: \(screen)") }
        if screen.contains("-icanon") { complaints.append("not canonical: \(screen)") }
        return complaints
    }
}
