import Glibc
import TerminalUI

/// Finds themes by name: in the XDG folder, beside the program, built in.
enum ThemeFolder {
    /// - Throws: `UsageError` that names the nearest theme.
    static func theme(_ name: String) throws -> Theme {
        for folder in folders {
            if !name.contains("/"), let text = TextFile.read("\(folder)/\(name).theme") {
                return ThemeParser.parse(text: text, name: name).0
            }
        }
        if let theme = BuiltInThemes.theme(named: name) { return theme }
        throw UsageError(unknown("--theme", name, names))
    }

    /// Every name that `theme` finds, built-in ones first.
    static var names: [String] {
        var names = BuiltInThemes.names
        for folder in folders {
            guard let directory = opendir(folder) else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let file = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard file.hasSuffix(".theme") else { continue }
                let name = String(file.dropLast(6))
                if !names.contains(name) { names.append(name) }
            }
        }
        return names
    }

    private static var folders: [String] {
        var folders: [String] = []
        if let folder = Environment.configurationFolder { folders.append("\(folder)/funneltop/themes") }
        if let program = programFolder { folders.append("\(program)/themes") }
        return folders
    }

    private static var programFolder: String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard length > 0 else { return nil }
        let path = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
