import CNcurses
import TerminalUI

extension NcursesTerminal {
    package func nextKey() -> KeyPress? {
        if cncurses_update_size() {
            forgetShown()
            return .resize(width: size.width, height: size.height)
        }
        while true {
            var value: UInt32 = 0
            let kind = cncurses_key_kind(rawValue: UInt32(cncurses_next_key(&value)))
            if kind == CNCURSES_KEY_NONE { return nil }
            if let key = Self.key(kind: kind, value: value) { return key }
        }
    }

    /// `nil` for keys without a meaning here.
    private static func key(kind: cncurses_key_kind, value: UInt32) -> KeyPress? {
        switch kind {
        case CNCURSES_KEY_CHARACTER: key(scalar: value)
        case CNCURSES_KEY_FUNCTION: .function(Int(value))
        case CNCURSES_KEY_UP: .up
        case CNCURSES_KEY_DOWN: .down
        case CNCURSES_KEY_LEFT: .left
        case CNCURSES_KEY_RIGHT: .right
        case CNCURSES_KEY_HOME: .home
        case CNCURSES_KEY_END: .end
        case CNCURSES_KEY_PAGE_UP: .pageUp
        case CNCURSES_KEY_PAGE_DOWN: .pageDown
        case CNCURSES_KEY_ENTER: .enter
        case CNCURSES_KEY_BACKSPACE: .backspace
        case CNCURSES_KEY_DELETE: .delete
        case CNCURSES_KEY_BACK_TAB: .backTab
        default: nil
        }
    }

    private static func key(scalar: UInt32) -> KeyPress? {
        switch scalar {
        case 0x08, 0x7F: return .backspace
        case 0x09: return .tab
        case 0x0A, 0x0D: return .enter
        case 0x1B: return .escape
        case 0x00..<0x20:
            // Control takes the upper bits away: Ctrl-A is 1, as `a` is 0x61; Ctrl-\ is 0x1C, as `\` is 0x5C.
            let plain = scalar + (scalar >= 1 && scalar <= 26 ? 0x60 : 0x40)
            return Unicode.Scalar(plain).map { .control(Character($0)) }
        case 0x80..<0xA0: return nil
        default: return Unicode.Scalar(scalar).map { .character(Character($0)) }
        }
    }
}
