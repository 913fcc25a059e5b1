import Glibc

/// A SOURCE argument that names files: a path, or a glob with `*`, `?` and `[...]`; `-` is standard input.
package struct SourcePattern: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var isStandardInput: Bool { text == "-" }

    /// True where the argument can stand for several files. An existing file of exactly this name is no glob.
    package var isGlob: Bool {
        text.contains { "*?[".contains($0) } && (try? FileFacts(path: text)) == nil
    }

    /// The paths it names now, sorted; empty for a glob without a match. A plain path is returned though nothing is there.
    ///
    /// Call again to find files that have come since. Directories are left out of a glob's matches.
    package func expand() throws(ByteSourceError) -> [String] {
        guard !isStandardInput, isGlob else { return [text] }
        return try Self.paths(matching: text).filter { path in
            (try? FileFacts(path: path))?.kind != .directory
        }
    }

    /// Runs glob(3).
    static func paths(matching pattern: String) throws(ByteSourceError) -> [String] {
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
    static func escaped(_ path: String) -> String {
        var pattern = ""
        for character in path {
            if "*?[]\\".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern
    }
}
