import Glibc

/// Why a state file is not used at all: facts only, the sentence is made in `description`. Nothing was changed.
package enum StateFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another process holds the lock; its number where it is known.
    case inUse(path: String, process: Int?)
    /// Somebody else could have put numbers into it.
    case untrusted(path: String, Distrust)
    /// The system refused an operation.
    case system(Operation, path: String, code: Int32)

    package enum Distrust: Sendable, Hashable {
        /// What it is instead of a regular file.
        case kind(String)
        case owner(UInt32)
        /// The permission bits.
        case writableByOthers(UInt32)
        /// The directory it is in.
        case openDirectory(String)
    }

    package enum Operation: String, Sendable, Hashable {
        case lock, examine, open, read, write, sync, rename
        case setAside = "set aside"
    }

    package var description: String {
        switch self {
        case .inUse(let path, let process):
            let who = process.map { " (process \($0))" } ?? ""
            return
                "the state file \(path) is in use by another funneltop\(who); stop that one, or name another file with --state"
        case .untrusted(let path, .kind(let kind)):
            return "the state file \(path) is a \(kind); name a regular file, or one that is not there yet"
        case .untrusted(let path, .owner(let owner)):
            return
                "the state file \(path) belongs to user \(owner), so its numbers cannot be trusted; chown it, or name another file"
        case .untrusted(let path, .writableByOthers(let mode)):
            return
                "the state file \(path) can be written by others (mode \(String(mode, radix: 8))), so its numbers cannot be trusted; chmod go-w it if they are yours"
        case .untrusted(let path, .openDirectory(let directory)):
            return
                "the state file \(path) is in \(directory), where everybody can replace it; chmod o-w or +t the directory, or name a file elsewhere"
        case .system(let operation, let path, let code):
            return "cannot \(operation.rawValue) \(path): \(StateFileError.text(of: code))"
        }
    }

    /// The same with what matters first, to stand behind other words.
    package var cause: String {
        guard case .system(let operation, let path, let code) = self else { return description }
        return "\(StateFileError.text(of: code)) (cannot \(operation.rawValue) \(path))"
    }

    static func text(of code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text).lowercased()
    }
}
