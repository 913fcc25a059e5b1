import Glibc
import NcursesTerminal

/// Keeps what is written to standard error while the dashboard has the terminal, where it would spoil the picture and
/// be wiped away: above all the words with which the program stops on an error of its own.
///
/// Only where standard error is a terminal; whoever sends it elsewhere gets it there. The log is
/// `$XDG_STATE_HOME/funneltop/errors.log` (`~/.local/state` by default), 0600, added to; an empty one is removed.
@MainActor
final class ErrorLog {
    private let path: String
    private let terminal: Int32

    /// nil where there is nothing to keep, or no place for it.
    init?(environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }) {
        guard isatty(STDERR_FILENO) == 1, let folder = ErrorLog.folder(environment) else { return nil }
        path = folder + "/errors.log"
        let log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard log >= 0 else { return nil }
        defer { close(log) }
        // Whoever has it open may yet write to it.
        flock(log, LOCK_SH)
        terminal = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard terminal >= 0, dup2(log, STDERR_FILENO) >= 0 else { return nil }
        NcursesTerminal.tellCrashes(to: terminal, log: path)
    }

    /// Gives standard error back.
    func end() {
        var facts = stat()
        let isUnused = flock(STDERR_FILENO, LOCK_EX | LOCK_NB) == 0
        let isEmpty = fstat(STDERR_FILENO, &facts) == 0 && facts.st_size == 0
        dup2(terminal, STDERR_FILENO)
        close(terminal)
        NcursesTerminal.tellCrashes(to: STDERR_FILENO, log: nil)
        if isUnused, isEmpty { unlink(path) }
    }

    /// The folder for the program's state, made where it is not there.
    private static func folder(_ environment: (String) -> String?) -> String? {
        let given = environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let base = given ?? environment("HOME").map({ $0 + "/.local/state" }), base.hasPrefix("/") else {
            return nil
        }
        let folder = base + "/funneltop"
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST { return nil }
        }
        return folder
    }
}
