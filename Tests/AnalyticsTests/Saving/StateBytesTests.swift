import SeededNumbers
import Testing

@testable import Analytics

/// Values to bytes and back.
struct StateBytesTests {
    @Test func `values come back in the order in which they were written`() throws {
        var writer = StateWriter()
        writer.write(-7)
        writer.write(UInt64.max)
        writer.write(Int32.min)
        writer.write(UInt32(9))
        writer.write(true)
        writer.write(-0.0)
        writer.write("naïve\u{1F600}")
        writer.write([Int16(3), -4])
        writer.write(Int64?.none)
        writer.write(["a", ""])
        var reader = StateReader(writer.finish())
        #expect(try reader.readInt() == -7)
        #expect(try reader.readUInt64() == .max)
        #expect(try reader.readInt32() == .min)
        #expect(try reader.readUInt32() == 9)
        #expect(try reader.readBool())
        #expect(try reader.readDouble().sign == .minus)
        #expect(try reader.readString(limit: 20) == "naïve\u{1F600}")
        #expect(try reader.readArray(of: Int16.self, limit: 2) == [3, -4])
        #expect(try reader.readOptionalInt64() == nil)
        #expect(try reader.readStrings(count: 2, limit: 1) == ["a", ""])
        #expect(reader.isAtEnd)
    }

    @Test(arguments: [Int.min, -1, 1_000_000_000, Int.max]) func `no count makes memory that the bytes could not fill`(
        count: Int
    ) {
        var writer = StateWriter()
        writer.write(count)
        let bytes = writer.finish()
        #expect(throws: StateError.self) {
            var reader = StateReader(bytes)
            _ = try reader.readArray(of: Int64.self, limit: .max)
        }
        #expect(throws: StateError.self) {
            var reader = StateReader(bytes)
            _ = try reader.readStrings(count: .max, limit: .max)
        }
        #expect(throws: StateError.self) {
            var reader = StateReader(bytes)
            var words = SegmentedWords(stride: 3)
            _ = try words.restore(from: &reader, limit: .max)
        }
    }

    @Test func `texts are repaired and bounded`() throws {
        let bytes: [UInt8] = [4, 0, 0, 0, 0x61, 0xFF, 0xC3, 0x62]
        var reader = StateReader(bytes)
        #expect(try reader.readString(limit: 4) == "a\u{FFFD}\u{FFFD}b")
        #expect(throws: StateError.invalid("a text of 4 bytes is too long")) {
            var reader = StateReader(bytes)
            _ = try reader.readString(limit: 3)
        }
    }

    @Test func `memory that is mostly zero comes back, at any length`() throws {
        for words in [0, 1, 31, 32, 33, 64, 2048, 2049, 5000] {
            var random = SeededGenerator(seed: UInt64(words))
            let values = (0..<words).map { _ in random.chance(2) ? random.next() : 0 }
            var writer = StateWriter()
            values.withUnsafeBytes { writer.write(sparse: $0) }
            var back = values.map { _ in UInt64(0) }
            var reader = StateReader(writer.finish())
            try back.withUnsafeMutableBytes { try reader.read(sparse: $0) }
            #expect(back == values && reader.isAtEnd, "\(words) words")
        }
    }

    @Test func `ids seen lately are known again`() throws {
        for count in [0, 1, 600, 700, 3000] {
            var random = SeededGenerator(seed: UInt64(count))
            let ids = (0..<count).map { _ in random.next() | 1 }
            var recent = RecentIDs(window: 10, limit: 4000)
            for (index, id) in ids.enumerated() { _ = recent.insert(id, now: Int64(index / 500)) }
            var writer = StateWriter()
            recent.save(to: &writer)
            let bytes = writer.finish()
            var again = RecentIDs(window: 10, limit: 4000)
            var reader = StateReader(bytes)
            try again.restore(from: &reader)
            var second = StateWriter()
            again.save(to: &second)
            #expect(second.finish() == bytes, "\(count) ids")
            let news = ids.suffix(1000).count { again.insert($0, now: Int64(count / 500)) }
            #expect(news == 0, "\(count) ids")
            let isNew = again.insert(2, now: 9)
            #expect(isNew)
        }
    }

    @Test func `hashes that all want one place are refused, soon`() {
        let hashes = (0..<100_000).map { UInt64($0) << 32 | 1 }
        var writer = StateWriter()
        writer.write(hashes)
        let bytes = writer.finish()
        #expect(throws: StateError.invalid("hashes of ids cannot be these")) {
            var table = UnitTable()
            var reader = StateReader(bytes)
            try table.restore(from: &reader)
        }
        #expect(throws: StateError.invalid("ids of events cannot be these")) {
            var recent = RecentIDs(window: 10)
            var reader = StateReader([0] + bytes)
            try recent.restore(from: &reader)
        }
    }

    @Test func `a decoder that begins anew finds the old numbers`() throws {
        var table = TextTable()
        table.learn(["a", "b"], decoder: 0)
        table.learn(["c", "a"], decoder: 1)
        var writer = StateWriter()
        table.save(to: &writer)
        var reader = StateReader(writer.finish())
        var again = TextTable()
        try again.restore(from: &reader)
        again.learn(["c", "d", "a"], decoder: 0)
        #expect(again.translation(decoder: 0) == [0, 3, 4, 1])
        #expect(again.texts == ["", "a", "b", "c", "d"])
    }
}
