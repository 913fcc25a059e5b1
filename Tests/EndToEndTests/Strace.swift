import Foundation

/// Faults of the system, injected into one system call of the program.
enum Strace {
    static let path: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        .map { URL(fileURLWithPath: "\($0)/strace") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }

    /// It is installed, and processes may be traced here.
    static let works: Bool = {
        guard let path else { return false }
        return (try? Program.run(path, ["-f", "-o", "/dev/null", "/bin/true"]))?.exitCode == 0
    }()

    /// The words that run the program with a fault, such as `fsync:error=EIO:when=1`; where files are named, only in
    /// calls on these.
    static func words(_ fault: String, on files: [String] = []) -> [String] {
        let call = String(fault.prefix { $0 != ":" })
        return ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(fault)"]
            + files.flatMap { ["-P", $0] } + [Program.url.path]
    }

    static func run(
        _ fault: String, on files: [String] = [], _ arguments: [String], in folder: Sandbox
    ) throws -> Program.Run {
        guard let path else { throw Program.NotStarted(code: ENOENT) }
        return try Program.run(path, words(fault, on: files) + arguments, in: folder.url)
    }
}
