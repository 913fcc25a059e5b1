import Foundation
import Testing

/// A pipe whose writer is faster than the program.
@Suite struct FastProducerStories {
    /// The most memory the program had while it read so many lines of a pipe, after all of them were counted.
    private func peak(lines: Int) throws -> Int {
        let folder = try Sandbox()
        let pipe = folder.file("pipe")
        try #require(mkfifo(pipe.path, 0o600) == 0)
        // The times go on, so that events do not have to be kept for those that may come out of order.
        let last = 1_767_225_600 + Double(lines - 1) / 100
        let form = "{\"ts\":%.2f,\"user_id\":\"u\",\"event\":\"viewed\"}"
        _ = try Program.shell(
            "{ seq -f '\(form)' 1767225600 0.01 \(last) > pipe; } < /dev/null > /dev/null 2>&1 &", in: folder.url)
        let program = try RunningProgram(
            ["report", "-", "--output", "json", "--lateness", "60s", "--funnel", "viewed > cart within 1h"],
            in: folder, input: pipe)
        var peak = 0
        program.run {
            peak = max(peak, program.peakMemory ?? 0)
            return false
        }
        #expect(program.waitForEnd() == 0)
        let output = try Data(contentsOf: folder.file("output.txt"))
        let json = try JSONSerialization.jsonObject(with: output) as? [String: Any]
        let source = json?["source"] as? [String: Any]
        #expect(source?["events"] as? Int == lines)
        #expect(source?["rejected"] as? Int == 0 && source?["late"] as? Int == 0)
        return peak
    }

    @Test func `case 42: all lines of a fast pipe count, and four times as many take no more memory`() throws {
        let small = try peak(lines: 100_000)
        let large = try peak(lines: 400_000)
        // The second is 18 MB.
        #expect(large < small + 12 << 20, "\(small) and \(large) bytes")
        #expect(large < 128 << 20, "\(large) bytes")
    }
}
