import Testing

@testable import Trials

struct RandomStreamTests {
    @Test func `gives the same numbers for the same seed and others for another`() {
        var first = RandomStream(1, 2)
        var same = RandomStream(1, 2)
        var other = RandomStream(2, 1)
        let numbers = (0..<20).map { _ in first.next() }
        #expect(numbers == (0..<20).map { _ in same.next() })
        #expect(numbers != (0..<20).map { _ in other.next() })
    }

    @Test func `draws uniform and normal numbers with their mean and variance`() {
        var stream = RandomStream(7)
        let count = 20_000
        let units = (0..<count).map { _ in stream.unit() }
        let normals = (0..<count).map { _ in stream.normal() }
        let mean = normals.reduce(0, +) / Double(count)
        let variance = normals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        #expect(abs(units.reduce(0, +) / Double(count) - 0.5) < 0.01)
        #expect(units.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.05)
    }
}
