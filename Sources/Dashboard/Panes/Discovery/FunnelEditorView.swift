import Analytics
import Expressions
import TerminalUI

/// The steps of a funnel being picked from the events and pages.
///
///      checkout   within 1 h   2 steps
///      1 product_viewed → 2 purchased
///           step                     events      users
///     ▸ [1] product_viewed          402,118    184,302  ██████
///       [ ] search                  131,406     92,310  ██
struct FunnelEditorView {
    var model: DashboardModel
    var editor: FunnelEditor

    private var format: Formatting { model.format }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = DiscoveryView.isFramed(rect)
        let picked = editor.steps.count
        let note = picked < 2 ? "pick two steps or more" : "Enter counts them live"
        if DiscoveryView.isWide(rect) {
            let sides = rect.splitLeft(rect.width * 3 / 5)
            let list = buffer.pane(
                sides.left, title: "pick the steps", note: "", isFocused: true, isFramed: true)
            drawList(in: list, into: &buffer)
            let steps = buffer.pane(sides.rest, title: "your funnel", note: note, isFocused: false, isFramed: true)
            drawSteps(in: steps, into: &buffer)
            return
        }
        let inner = buffer.pane(rect, title: "pick the steps", note: note, isFocused: true, isFramed: isFramed)
        guard !inner.isEmpty else { return }
        let lines = summary(width: inner.width)
        let top = min(lines.count, max(1, inner.height / 4))
        for (index, line) in lines.prefix(top).enumerated() {
            buffer.put(line, x: inner.x + 1, y: inner.y + index, width: inner.width - 2)
        }
        drawList(in: inner.splitTop(top).rest, into: &buffer)
    }

    private var definition: FunnelDefinition { editor.definition }

    private var name: Phrase {
        editor.steps.isEmpty && editor.name.isEmpty
            ? Phrase(text: "no step yet", role: .dim) : Phrase(text: definition.name, role: .strong)
    }

    private var window: Phrase {
        Phrase(text: editor.window.map { "within \(format.span($0))" } ?? "no time limit", role: .dim)
    }

    /// The funnel in a few lines, where it has no pane.
    private func summary(width: Int) -> [[Phrase]] {
        let steps = editor.steps.enumerated().map { "\($0.offset + 1) \($0.element.name)" }.joined(separator: " → ")
        let head = Phrase.flow([name, window], width: width - 2)
        return (width < 58 ? Array(head.prefix(1)) : head) + Phrase.flow([Phrase(text: steps)], width: width - 2)
    }

    /// The steps in their order, with the users who did each at all.
    private func drawSteps(in rect: Rect, into buffer: inout CellBuffer) {
        let counts = counts
        let rows = editor.steps.map { step in
            let count = counts[step.alternatives]
            return ListTable.Row(
                label: "\((editor.steps.firstIndex(of: step) ?? 0) + 1) \(step.name)",
                cells: [.text(count.map(users) ?? "", .number)])
        }
        let current = editor.current.flatMap { editor.number(of: $0) }.map { $0 - 1 }
        var parts = [ScrolledPage.Part.lines([[name], [window]]), .air]
        if rows.isEmpty {
            parts.append(.lines([[Phrase(text: "Space picks the event under the cursor", role: .strong)]]))
        } else {
            let hasUsers = counts.values.contains { $0.users != nil }
            parts.append(
                .table(
                    ListTable(
                        labelTitle: "step", columns: [.init(title: hasUsers ? "users" : "events", width: 11, rank: 0)],
                        rows: rows, selected: current)))
            parts += [.air, .lines(Phrase.flow([advice], width: rect.width - 2))]
        }
        let page = ScrolledPage(parts: parts)
        page.draw(in: rect, scroll: max(0, (current ?? 0) + 5 - rect.height), into: &buffer)
    }

    /// Users, or where those are not known the events, said to be events.
    private func users(_ count: NamedCount) -> String {
        count.users.map { format.estimate(format.count($0, fitting: 8), isApproximate: count.isApproximate) }
            ?? format.count(count.count, fitting: 7) + " ev"
    }

    /// What the numbers beside the steps are not.
    private var advice: Phrase {
        Phrase(
            text: "Users who did each of them, in whatever order. How many did them one after the other is counted "
                + "once you press Enter.", role: .dim)
    }

    private var counts: [[StepAlternative]: NamedCount] {
        let pairs =
            model.seenEvents.map { ([StepAlternative(.event($0.name))], $0) }
            + model.seenPages.map { ([StepAlternative(.page($0.name))], $0) }
        var counts = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        // Of steps of several pages or events the events add up; their users are known of the sample only.
        guard let suggestion = model.profile?.suggestion else { return counts }
        for (step, users) in zip(suggestion.definition.steps, suggestion.counts)
        where counts[step.alternatives] == nil {
            if let events = model.events(of: step) {
                counts[step.alternatives] = NamedCount(name: step.name, count: events, users: nil)
            } else {
                var count = NamedCount(name: step.name, count: users, users: users)
                // The others are counted over all that was read.
                count.isApproximate = model.countsAreLive
                counts[step.alternatives] = count
            }
        }
        return counts
    }

    private func drawList(in rect: Rect, into buffer: inout CellBuffer) {
        guard !editor.rows.isEmpty else {
            buffer.put("no event yet", x: rect.x + 1, y: rect.y, role: .dim, width: rect.width - 2)
            return
        }
        let parts = DiscoveryParts(model: model)
        let counts = counts
        let events = model.seenEvents.map(\.count).max() ?? 0
        let pages = model.seenPages.map(\.count).max() ?? 0
        var rows: [ListTable.Row] = []
        var selected = 0
        var kind: FunnelEditor.Row.Kind?
        for (index, row) in editor.rows.enumerated() {
            if row.kind == .page, kind != .page, kind != nil {
                rows.append(ListTable.Row(label: "pages", role: .heading))
            }
            kind = row.kind
            if index == editor.cursor { selected = rows.count }
            let number = editor.number(of: row)
            let sign = number.map { "[\($0)]" } ?? "[ ]"
            rows.append(
                ListTable.Row(
                    label: sign + " " + row.step.name, role: number == nil ? .text : .strong,
                    cells: parts.cells(counts[row.step.alternatives], largest: row.kind == .page ? pages : events)))
        }
        ListTable(
            labelTitle: "step", columns: DiscoveryParts.listColumns, rows: rows, selected: selected, isFocused: true,
            showsHeading: rect.height > 8, marks: model.contains
        ).draw(in: rect, into: &buffer)
    }
}
