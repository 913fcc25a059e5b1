import TerminalUI

/// Which panes stand where in view 1.
struct FunnelLayout: Sendable {
    struct Place: Sendable, Hashable {
        var pane: Pane
        var rect: Rect
    }

    var places: [Place]
    /// Too small for borders: one pane fills the body.
    var isCompact: Bool

    func rect(of pane: Pane) -> Rect? { places.first { $0.pane == pane }?.rect }

    init(_ model: DashboardModel, in body: Rect) {
        isCompact = body.width < 60 || body.height < 12
        if isCompact {
            places = [Place(pane: model.focus, rect: body)]
        } else if let zoomed = model.zoomed {
            places = [Place(pane: zoomed, rect: body)]
        } else if body.width < 100 {
            places = FunnelLayout.column(model, in: body)
        } else {
            places = FunnelLayout.columns(model, in: body)
        }
    }

    /// The funnel above, and below it the pane that has the focus or else the breakdown.
    private static func column(_ model: DashboardModel, in body: Rect) -> [Place] {
        let bottom = bottomHeight(model, body: body)
        let parts = body.splitTop(body.height - bottom)
        guard bottom > 0 else { return [Place(pane: model.focus, rect: body)] }
        let second = model.focus == .funnel ? Pane.breakdown : model.focus
        guard body.height >= 44 else {
            return [Place(pane: .funnel, rect: parts.top), Place(pane: second, rect: parts.rest)]
        }
        // Tall and narrow, as half a screen: the events get a place of their own.
        let more = parts.rest.splitTop(parts.rest.height / 2)
        let upper = second == .events ? Pane.breakdown : second
        return [
            Place(pane: .funnel, rect: parts.top), Place(pane: upper, rect: more.top),
            Place(pane: .events, rect: more.rest),
        ]
    }

    private static func columns(_ model: DashboardModel, in body: Rect) -> [Place] {
        let right = min(max(body.width * 35 / 100, 38), 64)
        let bottom = bottomHeight(model, body: body)
        let left = body.splitLeft(body.width - right)
        let leftParts = left.left.splitTop(body.height - bottom)
        let rightParts = left.rest.splitTop(body.height - bottom)
        var places = [Place(pane: .funnel, rect: leftParts.top)]
        if !model.shown.experiments.isEmpty {
            places += FunnelLayout.withExperiments(model, in: rightParts.top)
        } else if rightParts.top.height >= 15 {
            let bins = model.funnel?.histogram.count ?? 0
            let wanted = max(9, min(bins, 14) + 5)
            let split = rightParts.top.splitTop(min(wanted, rightParts.top.height - 7))
            places += [Place(pane: .time, rect: split.top), Place(pane: .next, rect: split.rest)]
        } else {
            // One place for what has the focus and stands nowhere else.
            let hasNoPlace = bottom == 0 && (model.focus == .breakdown || model.focus == .events)
            let shown = model.focus == .next || hasNoPlace ? model.focus : .time
            places.append(Place(pane: shown, rect: rightParts.top))
        }
        if bottom > 0 {
            places += [Place(pane: .breakdown, rect: leftParts.rest), Place(pane: .events, rect: rightParts.rest)]
        }
        return places
    }

    /// Experiments above; below them the times, with much room what came next too, or in their place what has the focus.
    private static func withExperiments(_ model: DashboardModel, in rect: Rect) -> [Place] {
        let heights = ExperimentsPane.heights(model)
        guard rect.height >= heights.least + 7 else {
            let shown = model.focus == .time || model.focus == .next ? model.focus : .experiments
            return [Place(pane: shown, rect: rect)]
        }
        let times = max(8, min(model.funnel?.histogram.count ?? 0, 14) + 5)
        let hasThree = rect.height >= heights.wanted + times + 7
        let split = rect.splitTop(max(heights.least, min(heights.wanted, rect.height - 8)))
        if hasThree {
            let rest = split.rest.splitTop(times)
            return [
                Place(pane: .experiments, rect: split.top), Place(pane: .time, rect: rest.top),
                Place(pane: .next, rect: rest.rest),
            ]
        }
        let second = model.focus == .next ? Pane.next : .time
        return [Place(pane: .experiments, rect: split.top), Place(pane: second, rect: split.rest)]
    }

    /// Rows of the lower panes: what the breakdown wants, as far as the steps leave it. Counted in fours of values, so
    /// that the border does not creep while values come in.
    private static func bottomHeight(_ model: DashboardModel, body: Rect) -> Int {
        let values = model.breakdown?.values.count ?? 0
        let wanted = (values + 3) / 4 * 4 + 3
        let needed = FunnelPane.neededHeight(steps: model.funnel?.steps.count ?? 0, in: body.height)
        let least = max(6, body.height / 4 + 1)
        let most = max(least, body.height - needed)
        let bottom = min(max(wanted, least), most)
        return body.height - bottom >= 8 ? bottom : 0
    }
}

extension DashboardModel {
    /// Between the header and the key line.
    var body: Rect { Rect(x: 0, y: 1, width: width, height: height - 2) }

    var layout: FunnelLayout { FunnelLayout(self, in: body) }

    /// What Tab goes through: every pane, drawn at the moment or brought forward by having the focus.
    var visiblePanes: [Pane] { Pane.allCases.filter { $0 != .experiments || !shown.experiments.isEmpty } }

    /// Columns of the breakdown that are on the screen.
    var visibleColumns: [BreakdownColumn] {
        guard let rect = layout.rect(of: .breakdown), let table = breakdownTable else { return [] }
        let inner = layout.isCompact ? rect : rect.inset
        return BreakdownColumns(table, width: inner.width, worst: funnel?.bottleneck).shown.map(\.column)
    }

    /// What a number is drawn in: brightened for the one picture in which it is new.
    func role<Value: Equatable>(_ now: Value, before: Value?) -> Role {
        guard let before, before != now else { return .number }
        return .changed
    }
}
