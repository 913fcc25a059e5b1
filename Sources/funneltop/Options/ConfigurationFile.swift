import Configuration
import Glibc

/// The configuration file that goes with a run, if there is one.
struct ConfigurationFile {
    static let name = "funneltop.yaml"

    /// The path given by `--config`.
    let option: String?
    let sources: [String]

    /// - Throws: `UsageError` where a named file cannot be read, `ConfigurationErrors` where it is wrong.
    func settings() throws -> Settings {
        if let option {
            guard let text = TextFile.read(option) else {
                throw UsageError("--config: \(option) cannot be read: \(String(cString: strerror(errno)))")
            }
            return try ConfigurationReader.read(text: text, path: option)
        }
        guard let path, let text = TextFile.read(path) else { return Settings() }
        return try ConfigurationReader.read(text: text, path: path)
    }

    /// The first of `places` that can be read.
    var path: String? { places.first { TextFile.read($0) != nil } }

    /// Beside the data, then in the XDG folder.
    var places: [String] {
        var places: [String] = []
        if let first = sources.first, first != "-" {
            let folder = first.lastIndex(of: "/").map { String(first[...$0]) } ?? ""
            places.append(folder + ConfigurationFile.name)
        }
        if let folder = Environment.configurationFolder {
            places.append("\(folder)/funneltop/\(ConfigurationFile.name)")
        }
        return places
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
