import Analytics
import Testing

@testable import Decoding

@Suite struct SymbolTableTests {
    private func symbol(_ text: String, _ table: inout SymbolTable, _ transient: inout [String]) -> Symbol {
        let bytes = Array(text.utf8) + Array(repeating: UInt8(0x22), count: 64)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { table.symbol($0, count: text.utf8.count, transientTexts: &transient) } ?? .none
        }
    }

    @Test func `numbers texts from one and finds them again, whatever their length`() {
        var table = SymbolTable()
        var transient: [String] = []
        let texts = (0..<3000).map { String(repeating: "x", count: $0 % 40) + "\($0)" }
        for (index, text) in texts.enumerated() {
            #expect(symbol(text, &table, &transient) == Symbol(UInt32(index + 1)))
        }
        for (index, text) in texts.enumerated() {
            #expect(symbol(text, &table, &transient) == Symbol(UInt32(index + 1)))
        }
        #expect(table.newTexts == texts)
        #expect(transient.isEmpty)
        #expect(symbol("", &table, &transient) == .none)
    }

    @Test func `texts beyond the bound are transient and the known ones stay`() {
        var table = SymbolTable(maximumCount: 2, maximumTextBytes: 1000)
        var transient: [String] = []
        #expect(symbol("a", &table, &transient).id == 1)
        #expect(symbol("b", &table, &transient).id == 2)
        let third = symbol("c", &table, &transient)
        #expect(third.isTransient)
        #expect(transient[Int(third.id & ~Symbol.transientBit)] == "c")
        #expect(symbol("a", &table, &transient).id == 1)
        var small = SymbolTable(maximumCount: 10, maximumTextBytes: 20)
        #expect(symbol(String(repeating: "y", count: 18), &small, &transient).id == 1)
        #expect(symbol("abc", &small, &transient).isTransient)
    }

    @Test func `hashes never collide on short ids and read no byte behind them`() {
        var seen: Set<UInt64> = []
        for number in 0..<20_000 { seen.insert(Hash64.hash("u\(number)")) }
        for length in 0..<64 { seen.insert(Hash64.hash(String(repeating: "é", count: length))) }
        #expect(seen.count == 20_064)
        #expect(!seen.contains(0))
        #expect(Hash64.hash("12", seed: 1) != Hash64.hash("12", seed: 2))
    }

    @Test(arguments: ["0", "-1.5", "172.08", "1e3", "12345678901234567890", "0.1", "+4", "9007199254740993", "1E-7"])
    func `numbers are those of the standard library`(text: String) {
        let bytes = Array(text.utf8) + [0x22]
        let value = bytes.withUnsafeBufferPointer {
            $0.baseAddress.map { NumberText.double($0, count: bytes.count - 1) }
        }
        #expect(value == Double(text))
    }

    @Test(arguments: ["", "-", ".", "abc", "1x", "--1", "1e", "nan", "inf", "0x10"])
    func `other texts are not numbers`(text: String) throws {
        let bytes = Array(text.utf8) + [0x22]
        let value = bytes.withUnsafeBufferPointer {
            $0.baseAddress.map { NumberText.double($0, count: bytes.count - 1) }
        }
        #expect(try #require(value).isNaN)
    }
}
