import ByteSources
import Glibc

/// Which inputs of an earlier run are named again, however the words are written now.
package struct NamedPlaces {
    /// Index of standard input among the origins.
    let standardInput: Int
    var hasStandardInput: Bool { standardInput >= 0 }
    /// Paths as they are written now, by place.
    private var paths: [String: String] = [:]
    /// Patterns and paths that are named.
    private var origins: Set<String> = []

    init(_ origins: [InputOrigin]) {
        standardInput = origins.firstIndex { if case .standardInput = $0 { true } else { false } } ?? -1
        for origin in origins {
            guard case .files(let pattern) = origin else { continue }
            self.origins.insert(NamedPlaces.place(of: pattern.text))
            for path in (try? pattern.expand()) ?? [] { paths[NamedPlaces.place(of: path)] = path }
        }
    }

    /// The path as it is written now, or what it was where its pattern is named again and the file is not there; nil
    /// where it is not named.
    func path(of checkpoint: InputCheckpoint) -> String? {
        if let path = paths[checkpoint.path] { return path }
        return origins.contains(checkpoint.origin) ? checkpoint.path : nil
    }

    /// True where a file is, or once it is there will be, among those that the origins name.
    package static func names(_ path: String, among origins: [InputOrigin]) -> Bool {
        let place = place(of: path)
        return origins.contains { origin in
            guard case .files(let pattern) = origin else { return false }
            if ((try? pattern.expand()) ?? []).contains(where: { self.place(of: $0) == place }) { return true }
            guard pattern.isGlob else { return false }
            let isDirectory = (try? FileFacts(path: pattern.text))?.kind == .directory
            let glob = self.place(of: pattern.text) + (isDirectory ? "/*" : "")
            return fnmatch(glob, place, FNM_PATHNAME | FNM_PERIOD) == 0
        }
    }

    /// The absolute path, without `.` and doubled slashes; links are left as they are.
    static func place(of path: String) -> String {
        if path == "-" { return path }
        var parts = path.split(separator: "/").filter { $0 != "." }
        if !path.hasPrefix("/") { parts = directory.split(separator: "/") + parts }
        return "/" + parts.joined(separator: "/")
    }

    private static var directory: String {
        guard let found = getcwd(nil, 0) else { return "" }
        defer { free(found) }
        return String(cString: found)
    }
}
