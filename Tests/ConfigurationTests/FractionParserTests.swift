import Configuration
import Expressions
import Testing

@Suite struct FractionParserTests {
    @Test(arguments: [
        ("0.1", 0.1), ("10%", 0.1), ("10 %", 0.1), (" .5 ", 0.5), ("50", 50), ("-5 %", -0.05), ("1e-2", 0.01),
    ])
    func `reads numbers and per cents`(text: String, wanted: Double) throws {
        #expect(try FractionParser.parse(text) == wanted)
    }

    @Test(arguments: ["", "%", "10 % %", "1/2", "0,5", "nan", "inf", "0x1", "ten", "10 percent"])
    func `refuses what is no number`(text: String) {
        #expect(throws: ExpressionError.self) { try FractionParser.parse(text) }
    }

    @Test func `a lift above one must say whether it is per cent`() throws {
        #expect(try FractionParser.lift("1") == .fixed(1) && FractionParser.lift("300 %") == .fixed(3))
        #expect(try FractionParser.lift("auto") == .automatic)
        let error = try #require(throws: ExpressionError.self) { try FractionParser.lift("10") }
        #expect(error.remedy == "write 10 % or 0.1")
    }
}
