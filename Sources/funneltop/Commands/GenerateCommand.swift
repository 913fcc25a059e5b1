import ArgumentParser
import DemoShop
import Glibc

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "The demo's events on standard output; the same for the same seed.")

    @Option(help: ArgumentHelp("How many events; without it the stream does not end.", valueName: "number"))
    var events: Int?

    @Option(help: ArgumentHelp("How many users.", valueName: "number"))
    var users: Int = 10_000

    @Option(help: ArgumentHelp("Another seed, another stream.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Events a second, in real time and with the times of now; without it as fast as possible.",
            valueName: "number"))
    var rate: Double?

    func run() throws {
        if let events, events < 0 { throw UsageError("--events: \(events) is negative; give a number from 0 on") }
        if users < 1 { throw UsageError("--users: \(users) is not enough; give at least 1") }
        if let rate, !(rate > 0 && rate <= 1_000_000) {
            throw UsageError("--rate: \(rate) is not between 0 and 1000000")
        }
        // A fixed beginning, so that the same seed gives the same bytes; a paced stream is of now.
        let start = rate == nil ? 1_767_225_600_000_000 : Clock.now.microseconds
        var shop = DemoShop(seed: seed, users: users, start: start, rate: rate ?? 20)
        var left = events ?? .max
        var buffer: [UInt8] = []
        while left > 0 {
            if rate != nil {
                let event = shop.next()
                while Clock.now.microseconds < event.timeMicroseconds {
                    flush(&buffer)
                    usleep(UInt32(clamping: min(200_000, event.timeMicroseconds - Clock.now.microseconds) + 1))
                }
                event.append(to: &buffer)
                left -= 1
                if buffer.count > 65_536 { flush(&buffer) }
            } else {
                let count = min(left, 2048)
                shop.appendLines(count, to: &buffer)
                left -= count
                flush(&buffer)
            }
        }
        flush(&buffer)
    }

    private func flush(_ buffer: inout [UInt8]) {
        guard !buffer.isEmpty else { return }
        Output.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
