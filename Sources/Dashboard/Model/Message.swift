import Analytics
import Expressions
import TerminalUI

/// What happened, told to the model.
package enum Message: Sendable {
    /// A key, or a new size of the terminal.
    case key(KeyPress)
    /// The latest numbers.
    case snapshot(Snapshot)
    /// The machine's clock; at least once a second.
    case tick(Timestamp)
    /// The names of the fields seen in events so far, in place of those told before.
    case fields([String])
    /// What was found in the beginning of the data, in place of what was found before.
    case discovered(DataProfile)
    /// The funnel stands in the file with this path.
    case saved(String)
    /// It does not, and why, in one line.
    case notSaved(String)
    /// What the last effect that can be refused asked for has been done.
    case accepted
    /// It has not, and why, in one line for the person who typed it.
    case rejected(String)
    /// An effect that cannot be refused went wrong.
    case effectFailed(String)
    /// Something worth a line for a few seconds.
    case notice(String)
}

/// What the owner of the model must do; the model itself does nothing but change.
package enum Effect: Sendable, Hashable {
    /// Give the terminal back and end.
    case quit
    /// Publish snapshots of this range from now on.
    case request(DashboardRequest)
    /// Compute only over events for which this holds; the empty text means all. Answer `.accepted` or `.rejected`.
    case applyFilter(String)
    /// Add a breakdown by this field. Answer `.accepted` or `.rejected`.
    case addBreakdown(String)
    /// Define a funnel in place of the one at this position, or, where there is none, as one more. Answer `.accepted` or `.rejected`.
    case setFunnel(String, replacing: Int)
    /// Compare the variants that this field carries, or the fields of `a * b`, as a new experiment; one of the same
    /// fields stays as it is. Answer `.accepted` or `.rejected`.
    case setExperiment(String)
    /// The allocation of the experiment with this name was changed on purpose at that time: compare from then on
    /// within a phase of its own. Answer `.accepted` or `.rejected`.
    case declarePhase(experiment: String, at: Timestamp)
    /// Write the funnel into the configuration file. Answer `.saved` or `.notSaved`.
    case saveFunnel(FunnelDefinition)
    /// Draw in the colours of the theme with this name, one of `DashboardModel.themes`.
    case setTheme(String)
    /// Forget what the terminal is believed to show and write everything again.
    case redraw
    /// Give the terminal back until the process is continued.
    case suspend
    /// Draw attention to a message.
    case bell
}

/// Which numbers the screen wants.
package struct DashboardRequest: Sendable, Hashable {
    /// nil is everything since the first event.
    package var range: TimeLength?
    /// How many whole ranges before the present; 0 is the present.
    package var stepsBack: Int
    /// Fill in what the range before came to.
    package var comparesWithPrevious: Bool
}
