import Glibc

/// Why bytes cannot be had: facts only, the sentence is made in `description`.
package enum ByteSourceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nothing has this name yet.
    case notThere(path: String)
    /// The system refused an operation on a file.
    case system(operation: Operation, path: String, code: Int32)
    /// The path names something that is not read as a source.
    case unsuitable(path: String, kind: FileFacts.Kind)
    /// A glob pattern could not be expanded.
    case badPattern(String)
    /// No file has a name of this pattern.
    case noMatch(String)
    /// There are no files in a directory.
    case emptyDirectory(path: String)

    package enum Operation: String, Sendable, Hashable {
        case open, examine, read
    }

    /// True where waiting may help: the file may appear or become readable.
    package var mayPass: Bool {
        switch self {
        case .notThere, .system, .noMatch, .emptyDirectory: true
        case .unsuitable, .badPattern: false
        }
    }

    package var description: String {
        switch self {
        case .notThere(let path):
            "\(path) is not there yet; waiting for it to appear."
        case .system(let operation, let path, let code):
            "Cannot \(operation.rawValue) \(path): \(Self.text(of: code)). \(Self.remedy(for: code))"
        case .unsuitable(let path, .directory):
            "\(path) has become a directory; name a file in it, or start again to read all files in it."
        case .unsuitable(let path, let kind):
            "\(path) is a \(kind.rawValue), which cannot be followed; name a regular file, a named pipe, or - for standard input."
        case .noMatch(let pattern): "No file matches \(pattern) yet; waiting for one."
        case .emptyDirectory(let path):
            "There is no file in \(path) yet, and those in directories below it are not read; waiting for one."
        case .badPattern(let pattern):
            "The pattern \(pattern) cannot be expanded; check its brackets, or quote special characters with a backslash."
        }
    }

    /// The same for an input that is read once: nothing is waited for.
    package var finalDescription: String {
        switch self {
        case .notThere(let path): "\(path) is not there; check the name, or watch it to wait for it."
        case .system(let operation, let path, let code):
            "Cannot \(operation.rawValue) \(path): \(Self.text(of: code))."
        case .noMatch(let pattern): "No file matches \(pattern); check the pattern."
        case .emptyDirectory(let path):
            "There is no file in \(path); directories below it and hidden files are not read."
        case .unsuitable, .badPattern: description
        }
    }

    private static func text(of code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text).lowercased()
    }

    private static func remedy(for code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "Give this user permission to read it (chmod, chown); it will be read as soon as it can be."
        case ELOOP: "Its symbolic links lead in a circle; point them at a file."
        case ENOTDIR: "A part of the path is not a directory; check the spelling."
        case EMFILE, ENFILE: "Too many files are open; raise 'ulimit -n' or name fewer sources."
        case EIO: "The device reports a fault; it will be tried again."
        default: "It will be tried again."
        }
    }
}
