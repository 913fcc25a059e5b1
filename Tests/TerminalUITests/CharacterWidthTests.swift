import Testing

@testable import TerminalUI

@Suite struct CharacterWidthTests {
    @Test(
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("ｱ", 1), ("Ａ", 2), ("👍", 2), ("👍🏽", 2), ("🇩🇪", 2), ("한", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("█", 1), ("★", 1), ("…", 1), ("\u{301}", 0), ("\u{200B}", 0), ("\n", 0),
            ("∑", 1), ("⌚", 2), ("\u{3000}", 2), ("〿", 1), ("𠀀", 2), ("क", 1), ("␛", 1), ("⟨", 1), ("🫨", 2),
        ] as [(Character, Int)])
    func `knows the cells of a character`(character: Character, width: Int) {
        #expect(CharacterWidth.of(character) == width)
    }

    @Test func `adds up over a text`() {
        #expect(CharacterWidth.ofText("checkout") == 8)
        #expect(CharacterWidth.ofText("日本 ok") == 7)
        #expect(CharacterWidth.ofText("") == 0)
    }

    @Test func `has its ranges in order and apart`() {
        for (first, second) in zip(CharacterWidth.wideRanges, CharacterWidth.wideRanges.dropFirst()) {
            #expect(first.upperBound < second.lowerBound)
        }
    }
}
