import Glibc

/// A SOURCE argument that names files: a path, a directory, or a glob with `*`, `?` and `[...]`; `-` is standard input.
package struct SourcePattern: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var isStandardInput: Bool { text == "-" }

    /// True where the argument can stand for several files: a directory or a glob. An existing name is no glob.
    package var isGlob: Bool {
        switch kind {
        case .files, .directory: true
        case .standardInput, .path: false
        }
    }

    /// The paths it names now, sorted; empty for a glob without a match. A plain path is returned though nothing is there.
    ///
    /// Call again to find files that have come since. A directory stands for the regular files in it whose names do not
    /// begin with a dot, not for those in directories below. Directories are left out of a glob's matches.
    package func expand() throws(ByteSourceError) -> [String] {
        switch kind {
        case .standardInput, .path: return [text]
        case .directory: return try Self.files(in: text)
        case .files:
            return try Self.paths(matching: text).filter { path in
                (try? FileFacts(path: path))?.kind != .directory
            }
        }
    }

    /// Why `expand` returns nothing.
    package var noMatch: ByteSourceError {
        kind == .directory ? .emptyDirectory(path: text) : .noMatch(text)
    }

    private enum Kind {
        case standardInput, path, directory, files
    }

    private var kind: Kind {
        if isStandardInput { return .standardInput }
        if let facts = try? FileFacts(path: text) { return facts.kind == .directory ? .directory : .path }
        return text.contains { "*?[".contains($0) } ? .files : .path
    }

    private static func files(in directory: String) throws(ByteSourceError) -> [String] {
        guard let stream = opendir(directory) else {
            throw .system(operation: .open, path: directory, code: errno)
        }
        defer { closedir(stream) }
        let prefix = directory.hasSuffix("/") ? directory : directory + "/"
        var paths: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix("."), name != "funneltop.yaml",
                (try? FileFacts(path: prefix + name))?.kind == .regular
            else { continue }
            paths.append(prefix + name)
        }
        return paths.sorted()
    }

    /// Runs glob(3).
    package static func paths(matching pattern: String) throws(ByteSourceError) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        switch glob(pattern, 0, nil, &found) {
        case 0:
            let paths = UnsafeBufferPointer(start: found.gl_pathv, count: Int(found.gl_pathc))
            return paths.compactMap { $0.map { String(cString: $0) } }.sorted()
        case GLOB_NOMATCH: return []
        default: throw .badPattern(pattern)
        }
    }

    /// The pattern that matches exactly this path.
    package static func escaped(_ path: String) -> String {
        var pattern = ""
        for character in path {
            if "*?[]\\".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern
    }
}
