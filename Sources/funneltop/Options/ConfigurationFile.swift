import ByteSources
import Configuration
import Glibc

/// The configuration file that goes with a run, if there is one.
struct ConfigurationFile {
    /// The path given by `--config`.
    let option: String?
    let sources: [String]

    /// What it says, with its own path as the origin.
    ///
    /// - Throws: `UsageError` where a file is there but cannot be read, `ConfigurationErrors` where it is wrong.
    func settings() throws -> Settings {
        guard let (path, text) = try found() else { return Settings() }
        var settings = try ConfigurationReader.read(text: text, path: path, names: .ofMachine)
        settings.origin = path
        return settings
    }

    /// The file that is used and its text: the named one, or the first of the usual places.
    ///
    /// - Throws: `UsageError` where a file is there but cannot be read.
    func found() throws -> (path: String, text: String)? {
        if let option {
            if let text = TextFile.read(option) { return (option, text) }
            throw UsageError("--config: \(option) cannot be read: \(String(cString: strerror(errno)))")
        }
        for path in places {
            if let text = TextFile.read(path) { return (path, text) }
            // Nobody means another file while this one is there.
            guard errno == ENOENT || errno == ENOTDIR else {
                throw UsageError("\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
        }
        return nil
    }

    /// Where it is looked for when none is named.
    var places: [String] {
        // Beside the files of a folder is inside it.
        let named = sources.map { source in
            (try? FileFacts(path: source))?.kind == .directory && !source.hasSuffix("/") ? source + "/" : source
        }
        return ConfigurationPlaces(sources: named, environment: Environment.value).paths
    }
}

/// Small text files.
enum TextFile {
    /// nil when it cannot be read as a regular file; `errno` says why.
    static func read(_ path: String, limit: Int = 1 << 20) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let got = Glibc.read(descriptor, &buffer, buffer.count)
            guard got >= 0 else { return nil }
            if got == 0 { break }
            bytes += buffer[..<got]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What the environment says.
enum Environment {
    static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `$XDG_CONFIG_HOME`, or `.config` in the home folder.
    static var configurationFolder: String? {
        value("XDG_CONFIG_HOME") ?? value("HOME").map { $0 + "/.config" }
    }
}
