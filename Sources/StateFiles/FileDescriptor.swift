import Glibc

/// An open file that is closed with its last reference.
final class FileDescriptor: Sendable {
    let path: String
    let number: Int32

    init(path: String, flags: Int32, mode: mode_t = 0) throws(StateFileError) {
        let opened = open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        guard opened >= 0 else { throw .system(.open, path: path, code: errno) }
        self.path = path
        number = opened
    }

    deinit { close(number) }

    /// Fills as much of `target` as there is.
    func read(into target: UnsafeMutableRawBufferPointer) throws(StateFileError) -> Int {
        var filled = 0
        while filled < target.count {
            let got = Glibc.read(number, target.baseAddress?.advanced(by: filled), target.count - filled)
            if got < 0 && errno == EINTR { continue }
            if got < 0 { throw .system(.read, path: path, code: errno) }
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    func write(_ bytes: [UInt8]) throws(StateFileError) {
        var sent = 0
        while sent < bytes.count {
            let got = bytes.withUnsafeBytes { buffer in
                Glibc.write(number, buffer.baseAddress?.advanced(by: sent), bytes.count - sent)
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { throw .system(.write, path: path, code: got == 0 ? ENOSPC : errno) }
            sent += got
        }
    }

    func sync() throws(StateFileError) {
        while fsync(number) != 0 {
            guard errno == EINTR else { throw .system(.sync, path: path, code: errno) }
        }
    }

    func facts() throws(StateFileError) -> stat {
        var facts = stat()
        guard fstat(number, &facts) == 0 else { throw .system(.examine, path: path, code: errno) }
        return facts
    }
}
