import TerminalUI

/// Why the dashboard cannot be shown here.
package enum NcursesTerminalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Standard output, or the keyboard, is not a terminal.
    case notATerminal
    /// `TERM` names nothing that the system knows, or a terminal whose cursor cannot be moved.
    case unknownTerminal(String)
    /// There is one already in this process.
    case alreadyInUse

    /// What happened and what to do, safe to print.
    package var description: String {
        switch self {
        case .notATerminal:
            "the dashboard needs a terminal, but standard output is none: "
                + "run it in a terminal, or ask for a report instead"
        case .unknownTerminal(let name):
            "the terminal `\(SafeText.make(name))` (TERM) is unknown or cannot move its cursor: "
                + "try TERM=xterm-256color or TERM=vt100"
        case .alreadyInUse: "the terminal is in use already"
        }
    }
}
