/// A screen with a keyboard: the one seam between the dashboard and the machine.
@MainActor
package protocol Terminal: AnyObject {
    /// In cells, at least 1×1.
    var size: (width: Int, height: Int) { get }
    /// Shows the buffer; writes only what differs from what is shown, nothing when all is the same.
    func draw(_ buffer: CellBuffer)
    /// The next key that was pressed, a change of size included; `nil` when there is none. Never waits.
    func nextKey() -> KeyPress?
    func bell()
    /// Forgets what is on the screen, so that the next `draw` writes everything.
    func redrawAll()
    /// Gives the terminal back for a while, as for Ctrl-Z; the caller then stops the process.
    func suspend()
    /// Takes the terminal again after `suspend`.
    func resume()
    /// Gives the terminal back for good; more calls do nothing.
    func restore()
}
