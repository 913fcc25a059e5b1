import Glibc

/// Whether numbers in a file can only be one's own.
enum StateTrust {
    /// Examines the directory, and the file if it is there.
    static func check(_ path: String) throws(StateFileError) {
        let directory = StateTrust.directory(of: path)
        var facts = stat()
        guard stat(directory, &facts) == 0 else { throw .system(.examine, path: directory, code: errno) }
        if facts.st_mode & S_IWOTH != 0 && facts.st_mode & S_ISVTX == 0 {
            throw .untrusted(path: path, .openDirectory(directory))
        }
        // What a link names is not what a rename replaces.
        guard lstat(path, &facts) == 0 else {
            if errno == ENOENT { return }
            throw .system(.examine, path: path, code: errno)
        }
        try check(facts, path)
    }

    /// - Parameter path: for the message.
    static func check(_ facts: stat, _ path: String) throws(StateFileError) {
        if let kind = kind(facts.st_mode) { throw .untrusted(path: path, .kind(kind)) }
        if facts.st_uid != geteuid() { throw .untrusted(path: path, .owner(facts.st_uid)) }
        if facts.st_mode & (S_IWGRP | S_IWOTH) != 0 {
            throw .untrusted(path: path, .writableByOthers(facts.st_mode & 0o7777))
        }
    }

    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What it is instead of a regular file.
    private static func kind(_ mode: mode_t) -> String? {
        switch mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "directory"
        case S_IFLNK: "symbolic link"
        case S_IFIFO: "pipe"
        case S_IFCHR, S_IFBLK: "device"
        case S_IFSOCK: "socket"
        default: "special file"
        }
    }
}
