import Analytics
import Decoding
import Dispatch
import Synchronization
import Testing

@testable import Ingestion

@Suite struct FirstLookTests {
    private static let lines = (0..<4_000).map {
        "{\"ts\":\(1_767_225_600 + $0),\"user_id\":\"u\($0 % 50)\",\"event\":\"\(["view", "cart"][$0 % 2])\"}\n"
    }

    /// The profiles that come of giving all lines in pieces, the last being final.
    private func profiles(piece: Int, limit: Int = 4 << 20) throws -> [DataProfile] {
        let found = Mutex<[DataProfile]>([])
        let last = DispatchSemaphore(value: 0)
        let total = Self.lines.count
        let look = FirstLook(limit: limit) { profile in
            found.withLock { $0.append(profile) }
            if !profile.isPartial || profile.rows == total { last.signal() }
        }
        let schema = try FormatDetection.detect(
            sample: Array(Self.lines[0].utf8), description: InputDescription()
        ).get()
        look.begin("-", schema: schema, beginsAtStart: true)
        look.begin("other", schema: schema, beginsAtStart: true)
        for start in stride(from: 0, to: total, by: piece) {
            let bytes = Self.lines[start..<min(total, start + piece)].flatMap { Array($0.utf8) }
            bytes.withUnsafeBytes { look.add($0, of: "-") }
            bytes.withUnsafeBytes { look.add($0, of: "other") }
        }
        look.finish("-")
        #expect(last.wait(timeout: .now() + 20) == .success)
        return found.withLock { $0 }
    }

    @Test func `publishes better and better profiles, the last of everything`() throws {
        let profiles = try profiles(piece: 100)
        #expect(profiles.last?.rows == 4_000 && profiles.last?.users == 50)
        #expect(profiles.map(\.rows) == profiles.map(\.rows).sorted())
        #expect(profiles.allSatisfy { $0.source == "-" && $0.events.count <= 2 })
    }

    @Test func `looks at little first where much comes at once`() throws {
        let profiles = try profiles(piece: 4_000)
        #expect(profiles.count == 2)
        #expect(profiles.first.map { $0.rows < 1_500 && $0.isPartial } == true)
        #expect(profiles.last?.rows == 4_000)
    }

    @Test func `fields that come later are shown as well`() throws {
        let found = Mutex<[DataProfile]>([])
        let last = DispatchSemaphore(value: 0)
        let look = FirstLook { profile in
            found.withLock { $0.append(profile) }
            if profile.rows == 40 { last.signal() }
        }
        let first = Array(Self.lines[0].utf8)
        let schema = try FormatDetection.detect(sample: first, description: InputDescription()).get()
        look.begin("-", schema: schema, beginsAtStart: true, sampled: first.count) {
            try? FormatDetection.detect(sample: $0, description: InputDescription()).get()
        }
        let later = Self.lines[1..<40].map { $0.replacing("}", with: ",\"country\":\"DE\"}") }
        for line in [Self.lines[0]] + later { Array(line.utf8).withUnsafeBytes { look.add($0, of: "-") } }
        look.finish("-")
        #expect(last.wait(timeout: .now() + 20) == .success)
        #expect(found.withLock { $0.last }?.fields.map(\.path) == ["ts", "user_id", "event", "country"])
    }
}
