import Analytics

extension FormatProfile {
    /// Web server logs of several hosts: the common or combined format behind `host` or `host:port`.
    static let virtualHost = accessLog(
        .vhost, certainty: 0.98, of: "a host before an address, a time in brackets and a request", where: hasHostFirst)

    /// An address can also stand second where the first is one: only a name or a port tells that it is a host.
    private static func hasHostFirst(_ line: ArraySlice<UInt8>) -> Bool {
        let words = line.prefix(400).split(separator: 0x20, maxSplits: 5)
        guard words.count > 5, let time = words.firstIndex(where: { $0.first == 0x5B }), time >= 4 else { return false }
        guard isAddress(words[1]) else { return false }
        return words[0].contains(0x3A) && words[0].last.map { $0 &- 0x30 < 10 } ?? false
            && !isAddressWithoutPort(words[0])
            || !isAddress(words[0]) && words[0] != [0x2D]
    }

    /// Four numbers, or hexadecimal groups between colons.
    private static func isAddress(_ word: ArraySlice<UInt8>) -> Bool {
        let isFour = word.split(separator: 0x2E).count == 4 && word.allSatisfy { $0 == 0x2E || $0 &- 0x30 < 10 }
        return isFour || isAddressWithoutPort(word)
    }

    private static func isAddressWithoutPort(_ word: ArraySlice<UInt8>) -> Bool {
        word.filter { $0 == 0x3A }.count >= 2
            && word.allSatisfy { $0 == 0x3A || $0 == 0x2E || TextEscapes.hexadecimal($0) != nil }
    }
}
