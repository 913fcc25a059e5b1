import Decoding
import Glibc

/// The first bytes of a file, to find out its format when reading starts further on.
package enum FileBeginning {
    /// nil when the file cannot be opened.
    package static func bytes(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: FormatDetection.sampleLimit) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
    }
}
