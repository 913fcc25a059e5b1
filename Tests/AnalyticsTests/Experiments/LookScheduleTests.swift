import SeededNumbers
import Testing

@testable import Analytics

struct LookScheduleTests {
    private static let unit = LookSchedule.unit

    @Test func `is fine at first and never more than a 256th of the age late`() {
        let start: Int64 = 1_780_000_000_000_000
        let schedule = LookSchedule(from: start)
        #expect(schedule.start(of: 0) <= start && start < schedule.end(of: 0))
        #expect(schedule.end(of: 0) - schedule.start(of: 0) == Self.unit)
        for bucket in 512..<6000 {
            let age = schedule.start(of: bucket) - start
            #expect(schedule.end(of: bucket) - schedule.start(of: bucket) <= age / 256 + Self.unit)
        }
        // A year.
        #expect(schedule.bucket(of: start + 31_557_600_000_000) < 4096)
    }

    @Test(arguments: [-2_208_988_800, -7, 0, 1, 1_779_999_999, 7_258_118_400] as [Int64])
    func `every time lies in its bucket, and buckets follow each other without a gap`(seconds: Int64) {
        let schedule = LookSchedule(from: seconds * 1_000_000)
        for step in stride(from: 0, to: 40_000_000, by: 99_991) {
            let time = (seconds + Int64(step)) * 1_000_000
            let bucket = schedule.bucket(of: time)
            #expect(schedule.start(of: bucket) <= time && time < schedule.end(of: bucket))
        }
        for bucket in 0..<5000 {
            #expect(schedule.bucket(of: schedule.start(of: bucket)) == bucket)
            #expect(schedule.bucket(of: schedule.end(of: bucket)) == bucket + 1)
        }
    }

    @Test func `an earlier start joins buckets and cuts none`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<40 {
            let first = Int64.random(in: 0..<100_000_000_000, using: &random)
            let later = LookSchedule(from: first + Int64.random(in: 0..<2_000_000_000_000, using: &random))
            let earlier = LookSchedule(from: first)
            for bucket in stride(from: 0, to: 3000, by: 7) {
                let place = earlier.bucket(of: later.start(of: bucket))
                #expect(later.end(of: bucket) <= earlier.end(of: place))
            }
        }
    }
}
