import Glibc

/// One file that holds the state of a run, for the next run to go on from; locked as long as this object lives.
///
/// Beside it stand `.previous`, the state before; `.lock`; `.new`, while it is written; and `.damaged` or `.foreign`, what
/// could not be used. At every instant the file or the one before it is whole.
package final class StateFile: Sendable {
    package let path: String
    private let lock: FileDescriptor
    private static let readLength = 1 << 20
    private static let mostAside = 99

    private var previousPath: String { path + ".previous" }

    /// Takes the lock, which is held until the program ends, however it ends.
    ///
    /// - Throws: where another program has it, or the file could hold the numbers of somebody else.
    package init(path: String) throws(StateFileError) {
        try StateTrust.check(path)
        try StateTrust.check(path + ".previous")
        let lockPath = path + ".lock"
        lock = try FileDescriptor(path: lockPath, flags: O_RDWR | O_CREAT, mode: 0o600)
        self.path = path
        while flock(lock.number, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: throw .inUse(path: path, process: StateFile.process(in: lock))
            default: throw .system(.lock, path: lockPath, code: errno)
            }
        }
        // For the message of a second program only: what cannot be written is not told.
        _ = ftruncate(lock.number, 0)
        try? lock.write(Array("\(getpid())\n".utf8))
    }

    private static func process(in lock: FileDescriptor) -> Int? {
        let text = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            count = (try? lock.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
        }
        return Int(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self))
    }

    // MARK: Loading

    /// The newest state that can be used: that of the file, or else the one before it. What cannot be used is kept aside.
    ///
    /// - Parameter use: makes something of a state, or says why it cannot.
    /// - Throws: where a file cannot be examined, read or set aside.
    package func load<Value>(
        _ use: (SavedState) throws(StateRefusal) -> Value
    ) throws(StateFileError) -> LoadedState<Value> {
        var loaded = LoadedState<Value>()
        var refusals: [StateRefusal] = []
        for candidate in [path, previousPath] {
            let found = try read(candidate)
            do throws(StateRefusal) {
                guard let saved = try found.get() else { continue }
                loaded.value = try use(saved)
                let how =
                    candidate == path
                    ? nil
                    : refusals.isEmpty
                        ? "the state file \(path) is not there; going on from \(previousPath), the one before it (remove that, too, to start anew)"
                        : "going on from \(previousPath), the one before it"
                loaded.remarks += how.map { [$0] } ?? []
                return loaded
            } catch let refusal {
                // The one before it is as foreign as the newest, and goes when that is saved again.
                if refusals == [refusal], case .foreign = refusal { break }
                refusals.append(refusal)
                let aside = try setAside(candidate, refusal)
                loaded.remarks.append(
                    "the state file \(candidate) \(refusal.reason); kept aside as \(aside)\(refusal.remedy(aside))")
            }
        }
        if !refusals.isEmpty { loaded.remarks.append("no state to go on from: reading anew") }
        return loaded
    }

    /// nil where there is no such file.
    private func read(_ path: String) throws(StateFileError) -> Result<SavedState?, StateRefusal> {
        let file: FileDescriptor
        do throws(StateFileError) {
            try StateTrust.check(path)
            file = try FileDescriptor(path: path, flags: O_RDONLY | O_NONBLOCK)
        } catch .system(.open, _, ENOENT) {
            return .success(nil)
        }
        let facts = try file.facts()
        try StateTrust.check(facts, path)
        return try contents(of: file, size: Int(facts.st_size))
    }

    /// Reads twice: nothing is kept of bytes whose checksum is wrong, however many they say they are.
    private func contents(
        of file: FileDescriptor, size: Int
    ) throws(StateFileError) -> Result<SavedState?, StateRefusal> {
        let first = try bytes(of: file, atMost: StateFormat.headerLength)
        let header: StateFormat.Header
        do throws(StateRefusal) { header = try StateFormat.header(first, size: size) } catch { return .failure(error) }
        var checksum = CRC32C()
        checksum.add(first)
        var left = Int(header.bodyLength)
        while left > 0 {
            let part = try bytes(of: file, atMost: min(StateFile.readLength, left))
            guard !part.isEmpty else { return .failure(.damaged(.length(said: header.bodyLength, found: size))) }
            checksum.add(part)
            left -= part.count
        }
        let trailer = try bytes(of: file, atMost: StateFormat.trailerLength)
        guard trailer.count == StateFormat.trailerLength,
            StateFormat.number(trailer, at: 0, as: UInt32.self) == checksum.value
        else { return .failure(.damaged(.checksum)) }
        guard lseek(file.number, off_t(StateFormat.headerLength), SEEK_SET) >= 0 else {
            throw .system(.read, path: file.path, code: errno)
        }
        let body = try bytes(of: file, atMost: Int(header.bodyLength))
        guard body.count == Int(header.bodyLength) else { return .failure(.damaged(.checksum)) }
        return .success(SavedState(fingerprint: header.fingerprint, body: body))
    }

    private func bytes(of file: FileDescriptor, atMost count: Int) throws(StateFileError) -> [UInt8] {
        var failure: StateFileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(StateFileError) {
                filled = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    // MARK: Keeping aside

    /// Keeps the state that is there aside, because numbers of another definition are going to be saved.
    ///
    /// - Returns: its new name; nil where there is no state.
    package func setAside() throws(StateFileError) -> String? {
        guard access(path, F_OK) == 0 else { return nil }
        return try setAside(path, .foreign(""))
    }

    private func setAside(_ path: String, _ refusal: StateRefusal) throws(StateFileError) -> String {
        let plain = self.path + "." + refusal.ending
        let names = [plain] + (2...StateFile.mostAside).map { "\(plain).\($0)" }
        // When all names are taken the last one goes.
        let name = names.first { access($0, F_OK) != 0 } ?? names[names.count - 1]
        guard rename(path, name) == 0 else { throw .system(.setAside, path: path, code: errno) }
        return name
    }

    // MARK: Saving

    /// Writes a state so that it is there after a crash of the machine, and keeps the one before it.
    ///
    /// - Throws: where it could not be written; the state that was there is still there then.
    package func save(_ state: SavedState) throws(StateFileError) {
        let newPath = path + ".new"
        unlink(newPath)
        do throws(StateFileError) {
            try write(state, to: newPath)
            try putInPlace(newPath)
        } catch {
            unlink(newPath)
            throw error
        }
        do throws(StateFileError) {
            try FileDescriptor(path: StateTrust.directory(of: path), flags: O_RDONLY | O_DIRECTORY).sync()
        } catch .system(.sync, _, EINVAL) {
            // Some file systems keep names without being asked to, and say so in this way.
        }
    }

    private func write(_ state: SavedState, to newPath: String) throws(StateFileError) {
        let file = try FileDescriptor(path: newPath, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        let header = StateFormat.bytes(
            of: StateFormat.Header(fingerprint: state.fingerprint, bodyLength: UInt64(state.body.count)))
        var checksum = CRC32C()
        checksum.add(header)
        checksum.add(state.body)
        var trailer: [UInt8] = []
        StateFormat.append(checksum.value, to: &trailer)
        try file.write(header)
        try file.write(state.body)
        try file.write(trailer)
        try file.sync()
    }

    /// A second name is given to the old state before the new one takes the first: one of them is always there.
    private func putInPlace(_ newPath: String) throws(StateFileError) {
        if access(path, F_OK) == 0 {
            unlink(previousPath)
            // Some file systems know no second names.
            if link(path, previousPath) != 0, rename(path, previousPath) != 0 {
                throw .system(.rename, path: path, code: errno)
            }
        }
        guard rename(newPath, path) == 0 else { throw .system(.rename, path: newPath, code: errno) }
    }
}
