import Glibc
import NcursesTerminal
import TerminalUI

/// Data on standard output.
enum Output {
    /// Writes all of it. A reader that has gone away ends the program quietly, any other failure with a message.
    static func write(_ text: String) {
        write(Array(text.utf8))
    }

    static func write(_ bytes: [UInt8]) {
        let failure = bytes.withUnsafeBytes { buffer -> Int32? in
            var at = 0
            while at < buffer.count {
                let sent = Glibc.write(STDOUT_FILENO, buffer.baseAddress?.advanced(by: at), buffer.count - at)
                if sent < 0 && errno == EINTR { continue }
                guard sent > 0 else { return errno }
                at += sent
            }
            return nil
        }
        guard let failure else { return }
        if failure == EPIPE { exit(128 + SIGPIPE) }
        Diagnostics.error("standard output: \(String(cString: strerror(failure)))")
        exit(1)
    }
}

/// Messages on standard error.
enum Diagnostics {
    static func warn(_ text: String) { write("funneltop: warning: \(text)\n") }
    static func error(_ text: String) { write("funneltop: \(text)\n") }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}

/// What is known of the terminal without opening it.
enum TerminalFacts {
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    static var glyphs: Glyphs { NcursesTerminal.environment.glyphs }
}
