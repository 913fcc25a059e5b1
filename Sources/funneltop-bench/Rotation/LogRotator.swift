import Foundation

/// The service that writes the log, and what rotates it.
final class LogRotator {
    private let mode: RotationMode
    private let directory: URL
    private let log: URL
    private var rotation = 0
    private var file: FileHandle

    init(mode: RotationMode, directory: URL, log: URL) throws {
        self.mode = mode
        self.directory = directory
        self.log = log
        file = FileHandle.nullDevice
        try beginAnew()
    }

    func write(_ text: String) throws {
        try file.write(contentsOf: Data(text.utf8))
    }

    /// Moves or copies the log away.
    func rotate() throws {
        rotation += 1
        let old = directory.appending(path: "log.\(rotation)")
        switch mode {
        case .rename, .lateWriter: try FileManager.default.moveItem(at: log, to: old)
        case .copyTruncate:
            try FileManager.default.copyItem(at: log, to: old)
            try file.truncate(atOffset: 0)
        case .link: break
        }
    }

    /// Has the service open the log, which is a new file but where it was emptied.
    func beginAnew() throws {
        switch mode {
        case .rename, .lateWriter: file = try Self.open(log)
        case .copyTruncate: if rotation == 0 { file = try Self.open(log) }
        case .link:
            let target = directory.appending(path: "app-\(rotation).log")
            file = try Self.open(target)
            let next = directory.appending(path: "next")
            try FileManager.default.createSymbolicLink(at: next, withDestinationURL: target)
            guard rename(next.path, log.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        }
    }

    private static func open(_ url: URL) throws -> FileHandle {
        let descriptor = Foundation.open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
