/// Makes steps of addresses: what differs from one product or article to the next becomes `*`, and what is no page is left out.
///
///     /product/4711     /product/*
///     /style.css        (no page)
struct PagePatterns {
    /// More children than that make a folder of like things.
    private static let mostChildren = 5

    private(set) var patterns: [String] = []
    /// By index of the path; nil for what is no page.
    private(set) var places: [Int?] = []

    /// - Parameter counts: events on each of the paths.
    init(_ paths: [String], counts: [Int]) {
        let parts = paths.map { PagePatterns.isPage($0) ? PagePatterns.parts($0) : nil }
        var folders: [String: [String: Int]] = [:]
        for (index, parts) in parts.enumerated() {
            guard let parts else { continue }
            for depth in parts.indices.dropFirst() {
                folders[parts[..<depth].joined(separator: "/"), default: [:]][parts[depth], default: 0] += counts[index]
            }
        }
        let alike = Set(folders.filter { PagePatterns.isOfLikeThings($0.value) }.keys)
        var known: [String: Int] = [:]
        for parts in parts {
            guard let parts else {
                places.append(nil)
                continue
            }
            let pattern = PagePatterns.pattern(parts, alike)
            let place = known[pattern] ?? patterns.count
            if place == patterns.count {
                known[pattern] = place
                patterns.append(pattern)
            }
            places.append(place)
        }
    }

    /// Not the files that pages are made of, nor what only machines ask for.
    static func isPage(_ path: String) -> Bool {
        guard path.hasPrefix("/"), path.utf8.count < 300 else { return false }
        let last = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        if let dot = last.lastIndex(of: "."), files.contains(String(last[last.index(after: dot)...])) { return false }
        return !NameMeaning.isNoise(NameWords(path)) || NameMeaning.worth(ofPage: path) != nil
    }

    /// Segments, those that are numbers or ids already as `*`; a folder's own page ends with an empty one.
    private static func parts(_ path: String) -> [String] {
        var parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 1, let last = parts.last, indexPages.contains(last.lowercased()) {
            parts[parts.count - 1] = ""
        }
        return parts.map { isVariable($0) ? "*" : $0 }
    }

    private static func pattern(_ parts: [String], _ alike: Set<String>) -> String {
        for depth in parts.indices.dropFirst() where alike.contains(parts[..<depth].joined(separator: "/")) {
            // The folder's own page, and what says that it is an end or a step, stay themselves.
            let isOwn = depth == parts.count - 1 && parts[depth].isEmpty
            let rest = parts[depth...].joined(separator: " ")
            if isOwn || NameMeaning.worth(ofPage: rest) != nil { continue }
            return "/" + parts[..<depth].joined(separator: "/") + "/*"
        }
        return "/" + parts.joined(separator: "/")
    }

    private static func isOfLikeThings(_ children: [String: Int]) -> Bool {
        let visits = children.values.reduce(0, +)
        return children.count > mostChildren && (children.values.max() ?? 0) * 5 < visits * 2
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
}
