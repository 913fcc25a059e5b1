/// Where the configuration of a run is looked for when none is named; the first that is there is used, alone.
package struct ConfigurationPlaces: Sendable, Hashable {
    package static let fileName = "funneltop.yaml"

    /// Paths, in the order in which they are tried.
    package let paths: [String]

    /// Beside the data, then in the folders of the XDG base directory specification (0.8).
    ///
    /// - Parameters:
    ///   - sources: As they were given. The first decides; with standard input, or none, the working folder is meant.
    ///   - environment: The value of a variable; nil and empty mean that it is not set.
    package init(sources: [String], environment: (String) -> String?) {
        func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
        let source = sources.first.flatMap { $0 == "-" ? nil : $0 } ?? ""
        let folder = source.lastIndex(of: "/").map { String(source[...$0]) } ?? ""
        // A relative folder of the environment would mean another place in every folder: the specification ignores it.
        let home = variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        let user = home ?? variable("HOME").map { Self.folder($0) + "/.config" }
        let system = (variable("XDG_CONFIG_DIRS") ?? "/etc/xdg").split(separator: ":").map(String.init)
        let shared = ([user].compactMap { $0 } + system.filter { $0.hasPrefix("/") }).map(Self.folder)
        var paths = [folder + Self.fileName]
        for folder in shared {
            let path = "\(folder)/funneltop/\(Self.fileName)"
            if !paths.contains(path) { paths.append(path) }
        }
        self.paths = paths
    }

    private static func folder(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.last == "/" { path.removeLast() }
        return String(path)
    }
}
