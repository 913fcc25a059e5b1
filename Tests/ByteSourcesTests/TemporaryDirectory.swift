import Glibc

/// A directory that goes away with its last reference.
final class TemporaryDirectory {
    let path: String

    init() {
        var template = Array("/tmp/bytesources-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    }

    deinit {
        guard path.hasPrefix("/tmp/bytesources-") else { return }
        for name in names() { unlink(path + "/" + name) }
        rmdir(path)
    }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    func names() -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}

/// An appending writer that keeps its descriptor through renames, as services do.
final class Writer {
    private let descriptor: Int32

    init(_ path: String) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    }

    deinit { close(descriptor) }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    func write(_ bytes: [UInt8]) {
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    func truncate() { _ = ftruncate(descriptor, 0) }
}

func copy(_ from: String, to: String) {
    let source = open(from, O_RDONLY)
    defer { close(source) }
    let target = Writer(to)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let got = read(source, &buffer, buffer.count)
        guard got > 0 else { return }
        target.write(String(decoding: buffer[..<got], as: UTF8.self))
    }
}
