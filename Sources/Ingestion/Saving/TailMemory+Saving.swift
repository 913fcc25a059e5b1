import Analytics
import ByteSources

/// A tail's memory as bytes, and back.
extension TailMemory {
    func save(to writer: inout StateWriter) {
        writer.write(hasLooked)
        writer.write(current != nil)
        current?.save(to: &writer)
        for files in [old, finished, rewritten] {
            writer.write(files.count)
            for file in files { file.save(to: &writer) }
        }
        writer.write(beside.count)
        for identity in beside.sorted(by: { ($0.inode, $0.device, $0.born) < ($1.inode, $1.device, $1.born) }) {
            identity.save(to: &writer)
        }
        writer.write(strangers.count)
        for position in strangers { position.save(to: &writer) }
        writer.write(copy != nil)
        copy?.identity.save(to: &writer)
        if let copy { writer.write(copy.size) }
        writer.write(newest)
        writer.write(targets)
    }

    init(from reader: inout StateReader) throws(StateError) {
        let hasLooked = try reader.readBool()
        let current = try reader.readBool() ? try File(from: &reader) : nil
        let old = try TailMemory.files(from: &reader)
        let finished = try TailMemory.files(from: &reader)
        let rewritten = try TailMemory.files(from: &reader)
        var beside: Set<FileIdentity> = []
        for _ in 0..<(try reader.readCount(upTo: TailMemory.listLimit)) {
            beside.insert(try FileIdentity(from: &reader))
        }
        var strangers: [FilePosition] = []
        for _ in 0..<(try reader.readCount(upTo: TailMemory.listLimit)) {
            strangers.append(try FilePosition.read(from: &reader))
        }
        let copy =
            try reader.readBool() ? Copy(identity: try FileIdentity(from: &reader), size: try reader.readInt()) : nil
        let newest = try reader.readInt64()
        let targets = try reader.readStrings(count: TailMemory.listLimit, limit: 65_536)
        guard
            let memory = TailMemory(
                hasLooked: hasLooked, current: current, old: old, finished: finished, rewritten: rewritten,
                beside: beside, strangers: strangers, copy: copy, newest: newest,
                targets: targets)
        else { throw .invalid("what is known of a file contradicts itself") }
        self = memory
    }

    private static func files(from reader: inout StateReader) throws(StateError) -> [File] {
        var files: [File] = []
        for _ in 0..<(try reader.readCount(upTo: listLimit)) { files.append(try File(from: &reader)) }
        return files
    }
}

extension TailMemory.File {
    fileprivate func save(to writer: inout StateWriter) {
        position.save(to: &writer)
        writer.write(begin)
        writer.write(taken)
        writer.write(isDecoded)
        writer.write(size)
        writer.write(modified)
        writer.write(path)
    }

    fileprivate init(from reader: inout StateReader) throws(StateError) {
        let position = try FilePosition.read(from: &reader)
        let begin = try reader.readInt()
        let taken = try reader.readInt()
        let isDecoded = try reader.readBool()
        let size = try reader.readInt()
        let modified = try reader.readInt64()
        let path = try reader.readString(limit: 65_536)
        guard
            let file = TailMemory.File(
                position: position, begin: begin, taken: taken, isDecoded: isDecoded, size: size, modified: modified,
                path: path)
        else { throw .invalid("what is known of a file contradicts itself") }
        self = file
    }
}

extension FilePosition {
    fileprivate func save(to writer: inout StateWriter) {
        identity.save(to: &writer)
        writer.write(offset)
        writer.write(head)
        writer.write(tail)
    }

    fileprivate static func read(from reader: inout StateReader) throws(StateError) -> FilePosition {
        let identity = try FileIdentity(from: &reader)
        let offset = try reader.readInt()
        let head = try reader.readArray(of: UInt8.self, limit: FilePosition.headLimit)
        let tail = try reader.readArray(of: UInt8.self, limit: FilePosition.tailLimit)
        guard let position = FilePosition(saved: identity, offset: offset, head: head, tail: tail) else {
            throw .invalid("a position in a file is impossible")
        }
        return position
    }
}

extension FileIdentity {
    fileprivate func save(to writer: inout StateWriter) {
        writer.write(device)
        writer.write(inode)
        writer.write(born)
    }

    fileprivate init(from reader: inout StateReader) throws(StateError) {
        self.init(
            device: try reader.readUInt64(), inode: try reader.readUInt64(), born: try reader.readInt64())
    }
}
