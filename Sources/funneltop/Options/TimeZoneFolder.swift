import Configuration
import Decoding
import Glibc
import Ingestion

/// The time zone database of the machine.
enum TimeZoneFolder {
    private static let path = "/usr/share/zoneinfo"

    /// nil where there is no such zone.
    static func table(_ name: String) -> TimeZoneTable? {
        guard !name.contains(".."), !name.hasPrefix("/"), let bytes = FileBeginning.bytes(of: "\(path)/\(name)") else {
            return nil
        }
        return TimeZoneTable(tzif: bytes)
    }

    /// Every name there is, such as `Europe/Berlin`.
    static var names: [String] {
        var names: [String] = ["UTC"]
        collect("", depth: 0, into: &names)
        return names.sorted()
    }

    /// Names of zones begin with a capital; the folders `posix` and `right` say the same again.
    private static func collect(_ folder: String, depth: Int, into names: inout [String]) {
        guard depth < 3, let directory = opendir("\(path)/\(folder)") else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.first?.isUppercase == true else { continue }
            let whole = folder.isEmpty ? name : "\(folder)/\(name)"
            if Int32(entry.pointee.d_type) == Int32(DT_DIR) {
                collect(whole, depth: depth + 1, into: &names)
            } else {
                names.append(whole)
            }
        }
    }
}

extension KnownNames {
    /// The themes and time zones that can be found here.
    static var ofMachine: KnownNames {
        var names = KnownNames()
        names.themes = { ThemeFolder.names }
        names.isTimeZone = { ZoneOffsets(fixed: $0) != nil || TimeZoneFolder.table($0) != nil }
        names.timeZones = { TimeZoneFolder.names }
        return names
    }
}
