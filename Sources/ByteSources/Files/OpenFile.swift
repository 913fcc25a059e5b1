import Glibc

/// A descriptor that is closed with its last reference; used by one queue.
final class OpenFile {
    let path: String
    private let descriptor: Int32

    /// What a read at a known place found.
    enum PositionedRead {
        case bytes(Int)
        /// The bytes before the offset are not the ones read before: the file was rewritten.
        case changed
        case failed(Int32)
    }

    /// What a read of a pipe found.
    enum StreamRead {
        case bytes(Int)
        case nothingYet
        case ended
        case failed(Int32)
    }

    /// Opens for reading without ever waiting for a writer.
    init(path: String) throws(ByteSourceError) {
        let opened = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard opened >= 0 else {
            let code = errno
            if code == ENOENT { throw .notThere(path: path) }
            throw .system(operation: .open, path: path, code: code)
        }
        self.path = path
        descriptor = opened
    }

    deinit {
        close(descriptor)
    }

    func facts() throws(ByteSourceError) -> FileFacts {
        try FileFacts(descriptor: descriptor, path: path)
    }

    /// Where the file is now, links resolved; the path it was opened by where the system does not say.
    var presentPath: String {
        let link = "/proc/self/fd/\(descriptor)"
        let name = withUnsafeTemporaryAllocation(byteCount: Int(PATH_MAX), alignment: 1) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            let count = readlink(link, start, buffer.count)
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }
        let removed = " (deleted)"
        guard name.hasPrefix("/") else { return path }
        return name.hasSuffix(removed) ? String(name.dropLast(removed.count)) : name
    }

    /// The bytes at `offset`, fewer than `count` where the file ends or cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, offset + filled)
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { return }
                filled += got
            }
        }
    }

    /// Reads at `offset`, in the same system call checking that `tail` stands before it.
    ///
    /// One call, because between a check and a read the file could be emptied and written anew.
    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int, after tail: [UInt8]) -> PositionedRead {
        withUnsafeTemporaryAllocation(byteCount: max(tail.count, 1), alignment: 1) { before in
            withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
                parts.initializeElement(at: 0, to: iovec(iov_base: before.baseAddress, iov_len: tail.count))
                parts.initializeElement(at: 1, to: iovec(iov_base: target.baseAddress, iov_len: target.count))
                while true {
                    let got = preadv(descriptor, parts.baseAddress, 2, offset - tail.count)
                    if got < 0 && errno == EINTR { continue }
                    if got < 0 { return .failed(errno) }
                    guard got >= tail.count, before.prefix(tail.count).elementsEqual(tail) else { return .changed }
                    return .bytes(got - tail.count)
                }
            }
        }
    }

    /// Reads what a pipe holds now.
    func readPipe(into target: UnsafeMutableRawBufferPointer) -> StreamRead {
        while true {
            let got = Glibc.read(descriptor, target.baseAddress, target.count)
            if got > 0 { return .bytes(got) }
            if got == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .nothingYet
            default: return .failed(errno)
            }
        }
    }
}
