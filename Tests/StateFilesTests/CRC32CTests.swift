import Testing

@testable import StateFiles

@Suite struct CRC32CTests {
    private func checksum(_ parts: [[UInt8]]) -> UInt32 {
        var checksum = CRC32C()
        for part in parts { checksum.add(part) }
        return checksum.value
    }

    @Test func `gives the values of RFC 3720`() {
        #expect(checksum([Array("123456789".utf8)]) == 0xE306_9283)
        #expect(checksum([[UInt8](repeating: 0, count: 32)]) == 0x8A91_36AA)
        #expect(checksum([[UInt8](repeating: 0xFF, count: 32)]) == 0x62A8_AB43)
        #expect(checksum([Array(0..<32)]) == 0x46DD_794E)
    }

    @Test func `is the same however the bytes are split`() {
        let bytes = (0..<61).map { UInt8(truncatingIfNeeded: $0 * 37) }
        let whole = checksum([bytes])
        for split in 0...bytes.count {
            #expect(checksum([Array(bytes[..<split]), Array(bytes[split...])]) == whole)
        }
    }
}
