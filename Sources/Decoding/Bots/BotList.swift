/// Tells the agents of crawlers, monitors, feed readers, HTTP libraries and browsers without a screen from those of people.
package enum BotList {
    /// Bytes of an agent that are looked at.
    private static let limit = 1024

    /// Whether an agent, as requests carry it, is known not to be a person's; letters of either size.
    ///
    /// A robot is whatever has a word that ends in `bot` or `bots`, or `crawl`, `spider` or `slurp` anywhere, or an address behind a plus sign
    /// (`+http://…`), or a name of `BotNames`. An empty agent and `-` are unknown, not robots.
    /// - Complexity: O(count); about a microsecond. To be asked once per different agent.
    package static func isBot(_ agent: UnsafeBufferPointer<UInt8>) -> Bool {
        guard agent.count > 1 else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit + 2) { memory in
            // A sign at either end, so that neighbours can be looked at.
            memory[0] = 0x20
            var count = 1
            for byte in agent.prefix(limit) {
                memory[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                count += 1
            }
            memory[count] = 0x20
            return isBot(lower: UnsafeBufferPointer(rebasing: memory[...count]))
        }
    }

    /// The same for a text.
    package static func isBot(_ agent: String) -> Bool {
        var agent = agent
        return agent.withUTF8 { isBot($0) }
    }

    private static func isBot(lower text: UnsafeBufferPointer<UInt8>) -> Bool {
        if beginnings.contains(where: { matches($0, text, 1) }) { return true }
        for index in 1..<text.count - 1 {
            let byte = text[index]
            if byte == 0x62, isBotWord(text, index) { return true }
            for name in anywhere[Int(byte)] where matches(name, text, index) { return true }
        }
        return false
    }

    /// Whether the `b` at an index begins a `bot` or `bots` that ends a word, unless the word is an exception.
    private static func isBotWord(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index + 3 < text.count, text[index + 1] == 0x6F, text[index + 2] == 0x74 else { return false }
        var end = index + 3
        if text[end] == 0x73 { end += 1 }
        guard end < text.count, text[end] &- 0x61 >= 26 else { return false }
        return !exceptions.contains { name in
            let start = index + 3 - name.count
            return start > 0 && matches(name, text, start) && text[start - 1] &- 0x61 >= 26
        }
    }

    private static func matches(_ name: [UInt8], _ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard start + name.count < text.count else { return false }
        for offset in name.indices where text[start + offset] != name[offset] { return false }
        return true
    }

    private static let beginnings = BotNames.beginnings.map { Array($0.utf8) }
    private static let exceptions = BotNames.exceptions.map { Array($0.utf8) }
    /// Names by their first byte.
    private static let anywhere: [[[UInt8]]] = {
        var table: [[[UInt8]]] = Array(repeating: [], count: 256)
        for name in BotNames.anywhere + ["crawl", "spider", "slurp", "+http"] {
            let bytes = Array(name.utf8)
            table[Int(bytes[0])].append(bytes)
        }
        return table
    }()
}
