import SeededNumbers
import Testing

@testable import Analytics

@Suite struct RecentIDsTests {
    @Test func `case 37: knows an id again inside the window`() {
        var ids = RecentIDs(window: 100)
        // The window is a least length; after two of them everything is forgotten.
        let inserted = [(7, 0), (7, 0), (8, 60), (7, 100), (9, 200), (7, 301)].map { (id: UInt64, now: Int64) in
            ids.insert(id, now: now)
        }
        #expect(inserted == [true, false, true, false, true, true])
    }

    @Test func `keeps to its limit`() {
        var ids = RecentIDs(window: .max / 2, limit: 2_000)
        var random = SeededGenerator(seed: 3)
        for id in 1...100_000 {
            let isNew = ids.insert(UInt64(id) &* 0x9E37_79B9_7F4A_7C15, now: 0)
            #expect(isNew)
            guard id > 1, random.next() % 16 == 0 else { continue }
            let recent = UInt64(id - Int(random.next() % UInt64(min(id, 1_000)))) &* 0x9E37_79B9_7F4A_7C15
            let isForgotten = ids.insert(recent, now: 0)
            #expect(!isForgotten)
        }
        let bytes = ids.memoryBytes
        #expect(bytes <= 2 * 2_048 * 8)
    }
}
