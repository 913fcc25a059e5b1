import Analytics
import TerminalUI

/// All that decides what the screen shows: what is known, what was asked for, what is open.
package struct DashboardModel: Sendable {
    /// Cells of the terminal; a `.resize` key changes them.
    package var width: Int
    package var height: Int
    /// The characters of the terminal.
    package var glyphs: Glyphs
    /// One of `themes`.
    package internal(set) var themeName: String
    /// The names `t` goes through, in that order.
    package var themes: [String]
    /// Field names to offer while typing a filter or choosing a breakdown.
    package var fields: [String]
    /// Shift of the clock shown against UTC.
    package var offsetSeconds: Int
    /// The machine's clock as last told.
    package internal(set) var now: Timestamp?

    /// The latest numbers, shown or not.
    package internal(set) var live: Snapshot?
    /// What was shown when the picture was held.
    var frozen: Snapshot?
    /// What was shown before the latest change, to brighten what is new.
    var before: Snapshot?
    /// 2 stands for any more.
    var ticksSinceSnapshot = 0

    /// What was found in the beginning of the data; nil before anything was.
    package internal(set) var profile: DataProfile?
    /// The funnel being put together; nil while none is.
    var editor: FunnelEditor?
    var discoveryScroll = 0
    /// The owner has agreed to a first funnel that is not in a snapshot yet.
    var awaitsFunnel = false

    /// What fills the screen.
    package internal(set) var view = ViewName.funnel
    var focus = Pane.funnel
    var zoomed: Pane?
    var funnelIndex = 0
    var breakdownIndex = 0
    /// A field the owner has agreed to break down by, not in a snapshot yet.
    var wantedBreakdown: String?
    /// Positions in the funnel's segments: none, one beside everyone, or two side by side.
    var segments: [Int] = []
    /// The step chosen with the arrows; nil leaves it to the worst drop.
    var stepSelection: Int?
    /// The row of the breakdown the arrows stand on.
    var rowSelection: Int?
    /// Column of the breakdown that sorts it, and in which direction.
    var sortColumn = BreakdownColumn.users
    var sortsAscending = false

    var experimentIndex = 0
    /// The goal and the arm the arrows stand on in view 3.
    var goalIndex = 0
    var armName: String?
    /// Position in the experiment's segments; nil is everyone.
    var experimentSegment: Int?
    /// The arms in place of main effects and interactions, where there are several factors.
    var showsCombinations = false
    var experimentScroll = 0
    /// Phases the owner has agreed to, by experiment.
    var declaredPhases: [String: Timestamp] = [:]
    /// Names before an experiment was added: the new one is shown once a snapshot has it.
    var namesBeforeExperiment: [String]?

    /// The signal the arrows stand on, by name, and whether it fills the view.
    var signalName: String?
    var isSignalOpen = false
    var signalSort = SignalColumn.users
    var signalsAscending = false
    /// The list of the traffic that has the focus, alone where it is zoomed.
    var trafficList = TrafficList.pages
    var isTrafficZoomed = false
    var trafficRows: [TrafficList: Int] = [:]
    var trafficSort: [TrafficList: TrafficSort] = [:]

    /// Length of the range that is asked for; nil is everything.
    package internal(set) var range: TimeLength?
    var stepsBack = 0
    var comparesWithPrevious = true
    /// The filter the owner has accepted; empty is none.
    package internal(set) var filterText: String
    var searchText = ""

    /// The events as they stood when the list was scrolled; nil follows the newest.
    var heldEvents: [RecentEvent]?
    /// Rows between the last row shown and the newest event.
    var eventsBack = 0
    var healthScroll = 0
    var helpScroll = 0
    var isHelpOpen = false
    var prompt: Prompt?
    var chooser: Chooser?
    var histories: [Prompt.Purpose: [String]] = [:]
    /// What an effect asked for and is not answered yet.
    var pending: Pending?
    /// The picture is held, and other numbers have been asked for since.
    var awaitsNumbers = false
    var notice: Notice?

    /// A question to the owner.
    enum Pending: Sendable, Hashable {
        case filter(String)
        case breakdown(String)
        case funnel(String)
        /// What was discovered or picked, to be the funnel at this position.
        case proposal(Int)
        case experiment(String)
        case phase(experiment: String, at: Timestamp)
    }

    /// A line for a few seconds.
    struct Notice: Sendable, Hashable {
        var text: String
        var isError: Bool
        var shownSince: Timestamp?

        static let microseconds: Int64 = 5_000_000
    }

    /// A model that knows nothing yet: send `request` to the source of the snapshots, then messages to `update`.
    package init(
        width: Int, height: Int, glyphs: Glyphs, themeName: String = "default", themes: [String] = ["default"],
        fields: [String] = [], offsetSeconds: Int = 0, range: TimeLength? = nil, filterText: String = ""
    ) {
        self.width = max(0, width)
        self.height = max(0, height)
        self.glyphs = glyphs
        self.themeName = themeName
        self.themes = themes
        self.fields = fields
        self.offsetSeconds = offsetSeconds
        self.range = range
        self.filterText = filterText
    }

    /// What is on the screen; empty before the first snapshot.
    var shown: Snapshot { frozen ?? live ?? Snapshot() }

    /// The picture is held while reading goes on.
    package var isPaused: Bool { frozen != nil }

    /// The picture's request, to be sent once at the start and whenever `update` says so.
    package var request: DashboardRequest {
        DashboardRequest(range: range, stepsBack: stepsBack, comparesWithPrevious: comparesWithPrevious)
    }

    /// Events read since the picture was held.
    var eventsSincePause: Int {
        guard let frozen, let live else { return 0 }
        let (difference, overflow) = live.source.events.subtractingReportingOverflow(frozen.source.events)
        return overflow ? 0 : max(0, difference)
    }

    var funnel: FunnelSnapshot? {
        let funnels = shown.funnels
        return funnels.isEmpty ? nil : funnels[shownFunnelIndex]
    }

    /// `funnelIndex` kept inside the funnels there are; 0 when there are none.
    var shownFunnelIndex: Int { min(max(0, funnelIndex), max(0, shown.funnels.count - 1)) }

    /// The same funnel one picture before.
    var funnelBefore: FunnelSnapshot? {
        guard let before, let funnel else { return nil }
        return before.funnels.first { $0.expression == funnel.expression && $0.steps.count == funnel.steps.count }
    }

    var breakdown: BreakdownSnapshot? {
        guard let breakdowns = funnel?.breakdowns, !breakdowns.isEmpty else { return nil }
        return breakdowns[min(max(0, breakdownIndex), breakdowns.count - 1)]
    }

    /// The step whose next actions are shown, 0-based: the chosen one, or where most are lost.
    var step: Int? {
        guard let funnel, !funnel.steps.isEmpty else { return nil }
        let wanted = stepSelection ?? max(1, funnel.bottleneck ?? 1) - 1
        return min(max(0, wanted), funnel.steps.count - 1)
    }

    var recent: [RecentEvent] { heldEvents ?? shown.recent }

    var format: Formatting { Formatting(glyphs: glyphs, offsetSeconds: offsetSeconds) }
}
