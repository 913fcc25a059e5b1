import Expressions
import Testing

@Suite struct SizeTextTests {
    @Test(
        arguments: [
            ("1", 1), ("1500", 1500), ("64K", 65_536), ("64k", 65_536), ("1M", 1 << 20), ("1MB", 1 << 20),
            ("1MiB", 1 << 20), ("2G", 2 << 30), ("512b", 512),
        ])
    func `reads sizes`(text: String, bytes: Int) { #expect(SizeText.bytes(text) == bytes) }

    @Test(arguments: ["", "K", "0", "0M", "-1", "1.5M", "1 M", "1T", "9223372036854775807G", "１M", "MiB"])
    func `refuses what is not a size`(text: String) { #expect(SizeText.bytes(text) == nil) }

    @Test(arguments: [1, 1500, 1024, 65_536, 1 << 20, 3 << 30, (1 << 20) + 1])
    func `prints what it reads`(bytes: Int) { #expect(SizeText.bytes(SizeText.text(bytes)) == bytes) }
}
