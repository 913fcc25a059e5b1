/// Makes steps of addresses: what differs from one product or article to the next becomes `*`, and what is no page is left out.
///
///     /product/4711     /product/*
///     /style.css        (no page)
package struct PagePatterns: Sendable {
    /// How fine the steps are.
    enum Grain: Sendable {
        case page
        /// The first folder of the address.
        case section
    }

    /// More children than that make a folder of like things.
    private static let mostChildren = 5

    /// The ways to write each page, `/blog` and `/blog/`, most visited first.
    private(set) var patterns: [[String]] = []
    /// By index of the path; nil for what is no page.
    private(set) var places: [Int?] = []

    /// - Parameter counts: events on each of the paths.
    init(_ paths: [String], counts: [Int], grain: Grain = .page) {
        let parts = paths.map { PagePatterns.isPage($0) ? PagePatterns.parts($0) : nil }
        let folders = grain == .page ? Folders(parts, counts: counts) : Folders([], counts: [])
        var known: [String: Int] = [:]
        var visits: [[String: Int]] = []
        for (index, parts) in parts.enumerated() {
            guard let parts else {
                places.append(nil)
                continue
            }
            let pattern = grain == .page ? folders.pattern(parts) : PagePatterns.section(parts)
            let key = pattern.hasSuffix("/") && pattern != "/" ? String(pattern.dropLast()) : pattern
            let place = known[key] ?? visits.count
            if place == visits.count {
                known[key] = place
                visits.append([:])
            }
            visits[place][pattern, default: 0] += counts[index]
            places.append(place)
        }
        patterns = visits.map { ways in ways.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) }
    }

    /// Not the files that pages are made of, nor what only machines ask for.
    package static func isPage(_ path: String) -> Bool {
        guard path.hasPrefix("/"), path.utf8.count < 300 else { return false }
        let last = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        if let dot = last.lastIndex(of: "."), files.contains(String(last[last.index(after: dot)...])) { return false }
        return !NameMeaning.isNoise(page: path)
    }

    /// Segments, those that are numbers or ids already as `*`; a folder's own page ends with an empty one.
    private static func parts(_ path: String) -> [String] {
        var parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 1, let last = parts.last, indexPages.contains(last.lowercased()) {
            parts[parts.count - 1] = ""
        }
        return parts.map { isVariable($0) ? "*" : $0 }
    }

    private static func section(_ parts: [String]) -> String {
        parts.count > 1 ? "/" + parts[0] + "/*" : "/" + (parts.first ?? "")
    }

    /// Numbers, hexadecimal ids, and what has more digits than letters.
    private static func isVariable(_ segment: String) -> Bool {
        var digits = 0
        var hex = 0
        var letters = 0
        for byte in segment.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x61...0x66, 0x41...0x46: hex += 1
            case 0x67...0x7A, 0x47...0x5A: letters += 1
            case 0x2D, 0x5F, 0x2E: continue
            default: return false
            }
        }
        guard digits > 0 else { return false }
        return digits > hex + letters || letters == 0 && digits + hex >= 8
    }

    private static let indexPages: Set<String> = ["index.html", "index.htm", "index.php", "index.jsp", "default.aspx"]

    private static let files: Set<String> = [
        "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "ico", "svg", "webp", "avif", "bmp", "xbm", "woff",
        "woff2", "ttf", "otf", "eot", "txt", "xml", "rss", "atom", "json", "webmanifest", "swf", "cgi",
    ]

    /// Which folders hold like things, and which of these stand out all the same.
    private struct Folders {
        /// Pages of a folder that stay themselves; nil for folders whose pages all do.
        private var outstanding: [String: Set<String>] = [:]

        init(_ paths: [[String]?], counts: [Int]) {
            var folders: [String: [String: Int]] = [:]
            var total = 0
            for (parts, count) in zip(paths, counts) {
                guard let parts else { continue }
                total += count
                for depth in parts.indices.dropFirst() {
                    folders[parts[..<depth].joined(separator: "/"), default: [:]][parts[depth], default: 0] += count
                }
            }
            for (folder, children) in folders where children.count > PagePatterns.mostChildren {
                let visits = children.values.sorted()
                guard (visits.last ?? 0) * 5 < visits.reduce(0, +) * 2 else { continue }
                let usual = visits[visits.count / 2]
                outstanding[folder] = Set(children.filter { $0.value * 50 >= total && $0.value >= usual * 4 }.keys)
            }
        }

        func pattern(_ parts: [String]) -> String {
            // All of `/files/…` is one goal, whatever it holds.
            if parts.count > 1, NameWords(parts[0]).hasAny(of: ["files", "download", "downloads"]) {
                return "/" + parts[0] + "/*"
            }
            for depth in parts.indices.dropFirst() {
                guard let own = outstanding[parts[..<depth].joined(separator: "/")], !own.contains(parts[depth]) else {
                    continue
                }
                // The folder's own page, and what says that it is an end, stay themselves.
                let isFolderItself = depth == parts.count - 1 && parts[depth].isEmpty
                let rest = parts[depth...].joined(separator: " ")
                if isFolderItself || NameMeaning.worth(ofPage: rest) != nil { continue }
                return "/" + parts[..<depth].joined(separator: "/") + "/*"
            }
            return "/" + parts.joined(separator: "/")
        }
    }
}
