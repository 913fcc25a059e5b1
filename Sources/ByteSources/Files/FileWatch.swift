import Glibc

/// Wakes a follower early when something happens to a file or beside it; polling goes on without it.
///
/// Put `descriptor` in a read source, call `drain` in its handler, then poll the tail.
package final class FileWatch {
    /// nil where the system offers no inotify instance.
    package let descriptor: Int32?

    package init() {
        let opened = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        descriptor = opened >= 0 ? opened : nil
    }

    deinit {
        if let descriptor { close(descriptor) }
    }

    /// Watches the file and its directory; call again after a rotation. Failures are silent: the poll finds out.
    package func watch(_ path: String) {
        guard let descriptor else { return }
        let aroundFile = IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE
        let ofFile = IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF
        _ = inotify_add_watch(descriptor, Self.directory(of: path), UInt32(aroundFile))
        _ = inotify_add_watch(descriptor, path, UInt32(ofFile))
    }

    /// Empties the queue of notices; true if there was one.
    @discardableResult
    package func drain() -> Bool {
        guard let descriptor else { return false }
        var hadNotice = false
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { buffer in
            while true {
                let got = read(descriptor, buffer.baseAddress, buffer.count)
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { return }
                hadNotice = true
            }
        }
        return hadNotice
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
