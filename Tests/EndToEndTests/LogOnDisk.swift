import Foundation

/// A log as its writer sees it: it grows in torn writes and is rotated in every way.
final class LogOnDisk {
    enum Rotation: CaseIterable {
        case rename
        /// The same, and the rest of a torn line is written behind the renaming.
        case renameWithinLine
        case copyAndTruncate
        case compress
    }

    let name: String
    /// All that was ever written.
    private(set) var everything = ""
    private let folder: Sandbox
    /// What is missing of the line that was torn.
    private var rest = ""
    private var generations = 0
    private(set) var isEmpty = true

    init(_ name: String, in folder: Sandbox) throws {
        self.name = name
        self.folder = folder
        try folder.write("", to: name)
    }

    /// Ends the torn line, then appends a text.
    ///
    /// - Parameter torn: so many of its last characters come with the next write.
    func append(_ text: String, torn: Int = 0) throws {
        let whole = rest + text
        rest = String(text.suffix(torn))
        everything += text
        try write(String(whole.dropLast(rest.count)), to: name)
    }

    func finishLine() throws { try append("") }

    func rotate(_ way: Rotation) throws {
        if way != .renameWithinLine { try finishLine() }
        if isEmpty { return }
        generations += 1
        let old = "\(name).\(generations)"
        switch way {
        case .rename, .renameWithinLine, .compress:
            try FileManager.default.moveItem(at: folder.file(name), to: folder.file(old))
            try write(rest, to: old)
            rest = ""
            try folder.write("", to: name)
            if way == .compress { _ = try Program.shell("gzip \(old)", in: folder.url) }
        case .copyAndTruncate:
            try FileManager.default.copyItem(at: folder.file(name), to: folder.file(old))
            truncate(folder.file(name).path, 0)
        }
        isEmpty = true
    }

    private func write(_ text: String, to name: String) throws {
        if text.isEmpty { return }
        try folder.append(text, to: name)
        isEmpty = false
    }
}
