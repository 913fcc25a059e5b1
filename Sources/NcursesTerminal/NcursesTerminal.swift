import CNcurses
import TerminalUI

/// The terminal of this process, by curses.
///
/// Draws only what changed. A change of the window's size comes as `.resize` from `nextKey()`; whoever waits on
/// `keyFileDescriptor` should also call `nextKey()` after SIGWINCH, which curses is kept from handling.
@MainActor
package final class NcursesTerminal: Terminal {
    /// How many colours are in use.
    package let colors: ColorDepth
    /// The characters in use: give them to every buffer that is drawn.
    package let glyphs: Glyphs
    private var palette: StylePalette
    private var shown: CellBuffer?

    /// Takes the terminal; `nil` for colours or glyphs finds out what the terminal can.
    package init(theme: Theme, colors: ColorDepth? = nil, glyphs: Glyphs? = nil) throws(NcursesTerminalError) {
        let environment = Self.environment
        self.glyphs = glyphs ?? environment.glyphs
        let wantedColors = colors ?? environment.colors
        let preferredName = (wantedColors ?? .trueColor) == .trueColor ? environment.directColorName : nil
        switch cncurses_start(self.glyphs.repertoire != .ascii, preferredName) {
        case CNCURSES_STARTED: break
        case CNCURSES_NOT_A_TERMINAL: throw .notATerminal
        case CNCURSES_UNKNOWN_TERMINAL: throw .unknownTerminal(environment.terminalName)
        default: throw .alreadyInUse
        }
        let able = Self.depthOfTerminal
        self.colors = min(wantedColors ?? able, able)
        palette = StylePalette(theme: theme, depth: self.colors)
    }

    /// Shows everything in another theme at the next `draw`.
    package func set(theme: Theme) {
        palette = StylePalette(theme: theme, depth: colors)
        shown = nil
    }

    /// Becomes readable when a key was pressed; -1 after `restore()`.
    package var keyFileDescriptor: Int32 { cncurses_key_descriptor() }

    /// Whether the terminal is gone, so that `keyFileDescriptor` is readable for ever without a key.
    package var isHungUp: Bool { cncurses_is_hung_up() }

    /// From now on a crash of the program gives the terminal back before it ends the process.
    package static func installCrashHandlers() {
        cncurses_install_crash_handlers()
    }

    /// Where a crash is told from now on, beside `log`, which is what standard error goes to.
    ///
    /// - Parameter log: nil where standard error is as it was.
    package static func tellCrashes(to descriptor: Int32, log: String?) {
        cncurses_crash_tell(descriptor, log)
    }

    package var size: (width: Int, height: Int) {
        (max(1, Int(cncurses_width())), max(1, Int(cncurses_height())))
    }

    package func draw(_ buffer: CellBuffer) {
        let isRepaint = shown == nil
        if isRepaint { cncurses_erase() }
        let blank = CellBuffer(width: 0, height: 0)
        let runs = CellDiff.changes(from: shown ?? blank, to: buffer)
        shown = buffer
        if runs.isEmpty && !isRepaint { return }
        for run in runs { write(run) }
        cncurses_flush()
    }

    package func bell() {
        cncurses_bell()
    }

    package func redrawAll() {
        shown = nil
        cncurses_redraw_all()
    }

    package func suspend() {
        cncurses_suspend()
    }

    package func resume() {
        shown = nil
        cncurses_resume()
    }

    package func restore() {
        shown = nil
        cncurses_end()
    }

    /// Called when the window's size was taken over: nothing of the old screen counts.
    func forgetShown() {
        shown = nil
    }

    private func write(_ run: CellRun) {
        let style = palette[run.role]
        cncurses_begin_run(Int32(run.y), Int32(run.x), style.pair, style.attributes)
        var text = run.text
        let isASCII = text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
            // Because bytes are valid for the call, and CChar has the same layout as UInt8.
            bytes.withMemoryRebound(to: CChar.self) { cncurses_add_ascii($0.baseAddress, Int32($0.count)) }
            return true
        }
        if isASCII { return }
        var scalars: [UInt32] = []
        for character in text {
            scalars.removeAll(keepingCapacity: true)
            for scalar in character.unicodeScalars { scalars.append(scalar.value) }
            cncurses_add_cluster(scalars, Int32(scalars.count), Int32(CharacterWidth.of(character)))
        }
    }
}
