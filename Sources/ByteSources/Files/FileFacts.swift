import CSystem
import Glibc

/// Which file a name or descriptor stands for, whatever it is called now.
package struct FileIdentity: Sendable, Hashable {
    package let device: UInt64
    package let inode: UInt64
    /// Nanoseconds since 1970, 0 where the file system does not say. Tells apart files that used one inode in turn.
    package let born: Int64

    /// - Parameter born: Nanoseconds since 1970, 0 where it is not known.
    package init(device: UInt64, inode: UInt64, born: Int64) {
        self.device = device
        self.inode = inode
        self.born = born
    }

    /// True for what may be the same file after a restart of the machine, which can give devices other numbers.
    func isSameFile(as other: FileIdentity) -> Bool {
        self == other || inode == other.inode && born == other.born && born != 0
    }

    /// True for one inode; enough while a descriptor keeps the inode from being used again.
    package func isSameInode(as other: FileIdentity) -> Bool {
        device == other.device && inode == other.inode
    }
}

/// What the file system says of a file.
package struct FileFacts: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case regular = "regular file"
        case directory = "directory"
        case pipe = "pipe"
        case characterDevice = "character device"
        case blockDevice = "block device"
        case socket = "socket"
        case other = "special file"
    }

    package let identity: FileIdentity
    package let kind: Kind
    /// Bytes; of no meaning for pipes.
    package let size: Int
    /// Nanoseconds since 1970.
    package let modified: Int64
    /// It has no name any more.
    let isRemoved: Bool

    /// Facts of what `path` names, through symbolic links.
    package init(path: String) throws(ByteSourceError) {
        var found = csystem_file_facts()
        let code = csystem_facts_of_path(path, &found)
        switch code {
        case 0: self.init(found)
        case ENOENT: throw .notThere(path: path)
        default: throw .system(operation: .examine, path: path, code: code)
        }
    }

    /// Facts of an open file; `path` is for the message only.
    package init(descriptor: Int32, path: String) throws(ByteSourceError) {
        var found = csystem_file_facts()
        let code = csystem_facts_of_descriptor(descriptor, &found)
        guard code == 0 else { throw .system(operation: .examine, path: path, code: code) }
        self.init(found)
    }

    private init(_ found: csystem_file_facts) {
        identity = FileIdentity(device: found.device, inode: found.inode, born: found.born)
        size = Int(found.size)
        modified = found.modified
        isRemoved = found.links == 0
        kind =
            switch found.mode & UInt32(S_IFMT) {
            case UInt32(S_IFREG): .regular
            case UInt32(S_IFDIR): .directory
            case UInt32(S_IFIFO): .pipe
            case UInt32(S_IFCHR): .characterDevice
            case UInt32(S_IFBLK): .blockDevice
            case UInt32(S_IFSOCK): .socket
            default: .other
            }
    }

    /// True for what `FileTail` reads.
    package var isReadable: Bool {
        switch kind {
        case .regular, .pipe: true
        case .directory, .characterDevice, .blockDevice, .socket, .other: false
        }
    }
}
