import Analytics
import TerminalUI

/// The steps of a funnel with their drop-offs, what it all comes to, and how it went over time.
struct FunnelPane {
    var model: DashboardModel
    var isFramed: Bool

    /// Rows a step takes; with one row left the drop is not drawn.
    enum Density: Int { case one = 1, two, three }

    /// Height with border at which nothing of the steps need be dropped, for a terminal of this height.
    static func neededHeight(steps: Int, in height: Int) -> Int {
        // With much room: also the chart and air around it.
        for (density, extra) in [(3, 12), (3, 5), (2, 5), (1, 4)] {
            let needed = 2 + 1 + steps * density - (density > 1 ? 1 : 0) + extra
            if needed <= height - height / 4 { return needed }
        }
        return height - height / 4
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        guard let funnel = model.funnel else { return }
        var inner = content(rect, funnel, into: &buffer)
        guard !inner.isEmpty, !funnel.steps.isEmpty else { return }
        if let warning = warning(rows: inner.height, steps: funnel.steps.count) {
            let parts = inner.splitTop(inner.height - 1)
            let width = inner.width - 2
            buffer.put(
                warning.text, x: inner.x + 1, y: parts.rest.y, role: .warning, width: width - warning.more.count)
            buffer.put(warning.more, x: inner.maxX - 1 - warning.more.count, y: parts.rest.y, role: .dim)
            inner = parts.top
        }
        let wantsSummary = inner.height >= 6
        let summaryRows = wantsSummary ? min(3, max(1, inner.height - funnel.steps.count - 1)) : 0
        let density = density(for: funnel.steps.count, rows: inner.height - summaryRows)
        let header = isFramed || !model.segments.isEmpty ? 1 : 0
        let stepRows = funnel.steps.count * density.rawValue - (density == .one ? 0 : 1)
        let used = min(stepRows + header, inner.height - summaryRows)
        let parts = inner.splitTop(used)
        drawSteps(funnel, in: parts.top, density: density, into: &buffer)
        drawSummary(funnel, in: parts.rest, wants: wantsSummary, into: &buffer)
    }

    /// What the owner of the snapshot warns of, and how many more there are; nil where the steps need the row.
    private func warning(rows: Int, steps: Int) -> (text: String, more: String)? {
        let warnings = model.shown.warnings
        guard let first = warnings.first, rows >= min(steps, 4) + 2 else { return nil }
        return (SafeText.make(first), warnings.count > 1 ? "  9: \(warnings.count - 1) more" : "")
    }

    private func content(_ rect: Rect, _ funnel: FunnelSnapshot, into buffer: inout CellBuffer) -> Rect {
        guard isFramed else { return rect }
        let several = model.shown.funnels.count
        let position = several > 1 ? "  \(min(max(0, model.funnelIndex), several - 1) + 1) of \(several)" : ""
        buffer.frame(
            rect, title: funnel.name + position,
            note: nearness(funnel) + FunnelPane.terms(funnel.definition, model.format),
            isFocused: model.focus == .funnel)
        return rect.inset
    }

    /// Said at the counts where they are not exact.
    private func nearness(_ funnel: FunnelSnapshot) -> String {
        funnel.isApproximate ? "\(model.glyphs.approximate) near, not exact · " : ""
    }

    private func density(for steps: Int, rows: Int) -> Density {
        guard isFramed else { return .one }
        let room = rows - 1
        if steps * 3 - 1 <= room { return .three }
        return steps * 2 - 1 <= room ? .two : .one
    }

    private func drawSteps(
        _ funnel: FunnelSnapshot, in rect: Rect, density: Density, into buffer: inout CellBuffer
    ) {
        guard model.segments.isEmpty else {
            SegmentsCompare(model: model, funnel: funnel, density: density).draw(in: rect, into: &buffer)
            return
        }
        let columns = FunnelColumns(
            width: rect.width, density: density, comparesRange: model.comparesWithPrevious && model.range != nil,
            isCompact: !isFramed, isNear: funnel.isApproximate)
        var rows = rect
        if isFramed {
            columns.drawHeading(in: rect, format: model.format, into: &buffer)
            rows = rect.splitTop(1).rest
        }
        let visible = FunnelPane.visible(
            funnel.steps.count, rows: rows.height, density: density, around: model.step ?? 0)
        for (position, index) in visible.enumerated() {
            let y = rows.y + position * density.rawValue
            let row = FunnelStepRow(model: model, funnel: funnel, index: index, columns: columns)
            row.draw(x: rows.x, y: y, rows: min(density.rawValue, rows.maxY - y), into: &buffer)
        }
        if visible.count < funnel.steps.count {
            let range = "\(visible.lowerBound + 1)–\(visible.upperBound) of \(funnel.steps.count)"
            buffer.put(
                isFramed ? "step   \(range)" : range, x: rect.x + 1, y: rect.y, role: .heading,
                width: isFramed ? min(24, rect.width - 2) : 0)
        }
    }

    /// The steps that fit, the chosen one among them.
    static func visible(_ count: Int, rows: Int, density: Density, around step: Int) -> Range<Int> {
        let each = density.rawValue
        let fitting = min(count, max(1, (rows + (each > 1 ? 1 : 0)) / each))
        let first = min(max(0, step - fitting / 2), max(0, count - fitting))
        return first..<min(count, first + fitting)
    }

    private func drawSummary(
        _ funnel: FunnelSnapshot, in rect: Rect, wants: Bool, into buffer: inout CellBuffer
    ) {
        guard wants, !rect.isEmpty else { return }
        let summary = FunnelSummary(model: model, funnel: funnel, isCompact: !isFramed)
        let lines = summary.lines(width: rect.width - 2)
        // Air above when there is some to spare.
        let air = rect.height > lines.count ? 1 : 0
        for (index, line) in lines.enumerated() where index + air < rect.height {
            var x = rect.x + 1
            for span in line { x += buffer.put(span.text, x: x, y: rect.y + air + index, role: span.role) }
        }
        let rest = rect.splitTop(lines.count + air + 1).rest
        guard rest.height >= 4, isFramed else { return }
        let zoomed = model.zoomed == .funnel
        let wide = zoomed && rest.width >= 90
        let parts = rest.splitLeft(wide ? rest.width * 2 / 3 : rest.width)
        TrendChart(funnel: funnel, format: model.format, isInLineOrder: model.isInLineOrder).draw(
            in: parts.left, into: &buffer)
        if wide { NextActionsPane(model: model, isFramed: false).draw(in: parts.rest, into: &buffer) }
    }
}
