import Glibc
import Testing

@testable import StateFiles

@Suite struct StateFileTests {
    private let folder: TemporaryFolder
    private let old = SavedState(fingerprint: 7, body: Array("the numbers before".utf8))
    private let new = SavedState(fingerprint: 7, body: Array("the numbers now".utf8))

    init() throws { folder = try TemporaryFolder() }

    private func open() throws(StateFileError) -> StateFile { try StateFile(path: folder.file("s")) }

    private func load() throws -> LoadedState<SavedState> { try open().load { state in state } }

    private func saveBoth() throws {
        let file = try open()
        try file.save(old)
        try file.save(new)
    }

    private func body(_ name: String) -> [UInt8] { Array(folder.read(name).dropFirst(36).dropLast(4)) }

    @Test func `gives back what was saved last, and keeps the one before it`() throws {
        #expect(try load().value == nil)
        try saveBoth()
        let loaded = try load()
        #expect(loaded.value == new)
        #expect(loaded.remarks == [])
        #expect(folder.names == ["s", "s.lock", "s.previous"])
        #expect(body("s.previous") == old.body)
        var facts = stat()
        #expect(stat(folder.file("s"), &facts) == 0)
        #expect(facts.st_mode & 0o7777 == 0o600)
    }

    @Test func `an empty body is a state too`() throws {
        let empty = SavedState(fingerprint: 0, body: [])
        try open().save(empty)
        #expect(try load().value == empty)
    }

    @Test func `case 30: a file cut short anywhere is kept aside, and the one before it is used`() throws {
        try saveBoth()
        let whole = folder.read("s")
        let previous = folder.read("s.previous")
        for length in 0..<whole.count {
            folder.write(Array(whole[..<length]), to: "s")
            let loaded = try load()
            #expect(loaded.value == old, "cut after \(length)")
            #expect(loaded.remarks.count == 2)
            #expect(folder.read("s.damaged") == Array(whole[..<length]))
            #expect(!folder.names.contains("s"))
            unlink(folder.file("s.damaged"))
            #expect(folder.read("s.previous") == previous)
        }
    }

    @Test func `case 30: a single wrong bit anywhere is found`() throws {
        try saveBoth()
        let whole = folder.read("s")
        for bit in 0..<whole.count * 8 {
            var bytes = whole
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            folder.write(bytes, to: "s")
            let loaded = try load()
            #expect(loaded.value == old, "bit \(bit)")
            #expect(folder.read("s.damaged") == bytes)
            unlink(folder.file("s.damaged"))
        }
    }

    @Test func `bytes behind the end are found`() throws {
        try saveBoth()
        folder.write(folder.read("s") + [0], to: "s")
        #expect(try load().value == old)
    }

    @Test func `case 31: a length that lies is refused before memory is taken for it`() throws {
        let header = StateFormat.bytes(of: StateFormat.Header(fingerprint: 7, bodyLength: 1 << 63))
        folder.write(header + [1, 2, 3, 4], to: "s")
        let loaded = try load()
        #expect(loaded.value == nil)
        #expect(loaded.remarks.first?.contains("should hold 9223372036854775808 bytes of state and has 0") == true)
    }

    @Test func `when both are damaged it starts anew, and both are kept`() throws {
        try saveBoth()
        folder.write([], to: "s")
        folder.write(Array("something else".utf8), to: "s.previous")
        let loaded = try load()
        #expect(loaded.value == nil)
        #expect(
            loaded.remarks == [
                "the state file \(folder.file("s")) is empty; kept aside as \(folder.file("s.damaged"))",
                "the state file \(folder.file("s.previous")) is no state file of funneltop; kept aside as \(folder.file("s.damaged.2"))",
                "no state to go on from: reading anew",
            ])
        #expect(folder.names == ["s.damaged", "s.damaged.2", "s.lock"])
    }

    @Test func `the newest numbered name is taken over when there are too many`() throws {
        for number in 1...99 { folder.write([1], to: number == 1 ? "s.damaged" : "s.damaged.\(number)") }
        folder.write([2], to: "s")
        #expect(try load().value == nil)
        #expect(folder.read("s.damaged.99") == [2])
        #expect(folder.read("s.damaged") == [1])
    }

    @Test func `case 30: a newer version is kept aside, not misread`() throws {
        let header = StateFormat.bytes(of: StateFormat.Header(fingerprint: 7, bodyLength: 0), version: 2)
        folder.write(header + [0, 0, 0, 0], to: "s")
        let loaded = try load()
        #expect(loaded.value == nil)
        #expect(loaded.remarks.first?.contains("newer funneltop (format 2, this one reads up to 1)") == true)
        #expect(folder.names.contains("s.foreign"))
    }

    @Test func `a state that is not wanted is kept aside`() throws {
        try saveBoth()
        let loaded = try open().load { state throws(StateRefusal) -> SavedState in
            throw .foreign("counts other funnels")
        }
        #expect(loaded.value == nil)
        let name = folder.file("s.foreign")
        #expect(
            loaded.remarks == [
                "the state file \(folder.file("s")) counts other funnels; kept aside as \(name) (to go on with it, start with those settings and --state \(name))",
                "no state to go on from: reading anew",
            ])
        #expect(folder.names == ["s.foreign", "s.lock", "s.previous"])
    }

    @Test func `goes on from the one before when the file is gone, and says so`() throws {
        try saveBoth()
        unlink(folder.file("s"))
        let loaded = try load()
        #expect(loaded.value == old)
        #expect(loaded.remarks.first?.contains("is not there; going on from") == true)
    }

    @Test func `case 32: a second program is turned away while the first lives`() throws {
        let first = try open()
        #expect(throws: StateFileError.inUse(path: folder.file("s"), process: Int(getpid()))) { try open() }
        try first.save(new)
        withExtendedLifetime(first) {}
    }

    @Test func `the lock goes with its holder`() throws {
        try open().save(new)
        #expect(try load().value == new)
    }

    @Test(arguments: [0o620, 0o602, 0o666]) func `case 30: a file that others may write is not used`(mode: Int) throws {
        try saveBoth()
        chmod(folder.file("s"), mode_t(mode))
        let before = folder.read("s")
        #expect(throws: StateFileError.untrusted(path: folder.file("s"), .writableByOthers(UInt32(mode)))) {
            try open()
        }
        #expect(folder.read("s") == before)
        #expect(!folder.names.contains("s.damaged"))
    }

    @Test func `case 30: a file of another user is not used`() throws {
        try saveBoth()
        guard chown(folder.file("s"), 12_345, 0) == 0 else { return }
        #expect(throws: StateFileError.untrusted(path: folder.file("s"), .owner(12_345))) { try open() }
    }

    @Test func `a directory open to everybody is not used`() throws {
        try saveBoth()
        chmod(folder.path, 0o777)
        #expect(throws: StateFileError.untrusted(path: folder.file("s"), .openDirectory(folder.path))) { try open() }
        chmod(folder.path, 0o1777)
        #expect(try load().value == new)
    }

    @Test func `what is no regular file is not used`() throws {
        mkdir(folder.file("s"), 0o700)
        #expect(throws: StateFileError.untrusted(path: folder.file("s"), .kind("directory"))) { try open() }
        rmdir(folder.file("s"))
        mkfifo(folder.file("s"), 0o600)
        #expect(throws: StateFileError.untrusted(path: folder.file("s"), .kind("pipe"))) { try open() }
        unlink(folder.file("s"))
        folder.write([], to: "t")
        symlink(folder.file("t"), folder.file("s"))
        #expect(throws: StateFileError.untrusted(path: folder.file("s"), .kind("symbolic link"))) { try open() }
    }

    @Test func `a directory that is not there is told`() throws {
        #expect(throws: StateFileError.system(.examine, path: folder.file("no"), code: ENOENT)) {
            try StateFile(path: folder.file("no/s"))
        }
    }

    @Test func `what is left of a write that was killed is in nobody's way`() throws {
        folder.write([1, 2, 3], to: "s.new", mode: 0o400)
        try open().save(new)
        #expect(try load().value == new)
        #expect(folder.names == ["s", "s.lock"])
    }

    @Test func `a write that fails leaves the old state`() throws {
        let file = try open()
        try file.save(old)
        mkdir(folder.file("s.new"), 0o700)
        #expect(throws: StateFileError.system(.open, path: folder.file("s.new"), code: EEXIST)) { try file.save(new) }
        #expect(body("s") == old.body)
        rmdir(folder.file("s.new"))
        try file.save(new)
        #expect(body("s") == new.body)
    }
}
