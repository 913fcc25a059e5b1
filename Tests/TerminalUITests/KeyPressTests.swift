import Testing

@testable import TerminalUI

@Suite struct KeyPressTests {
    @Test func `reads a list of names`() {
        let keys = "2 Tab Enter F1 Ctrl-L Space Down a Q : Shift-Tab PgUp Esc Resize-80x24".split(separator: " ")
            .map { KeyPress(name: String($0)) }
        let expected: [KeyPress?] = [
            .character("2"), .tab, .enter, .function(1), .control("l"), .character(" "), .down, .character("a"),
            .character("Q"), .character(":"), .backTab, .pageUp, .escape, .resize(width: 80, height: 24),
        ]
        #expect(keys == expected)
    }

    @Test func `refuses what is no key`() {
        for name in ["", "Enterr", "F0", "F99", "Ctrl-", "Ctrl-ab", "Resize-0x3", "Resize-3"] {
            #expect(KeyPress(name: name) == nil, "\(name)")
        }
    }

    @Test func `gives back its name`() {
        let keys: [KeyPress] = [
            .character("x"), .character(" "), .control("c"), .function(12), .enter, .escape, .tab, .backTab,
            .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
            .resize(width: 1, height: 1),
        ]
        for key in keys { #expect(KeyPress(name: key.name) == key) }
    }
}
