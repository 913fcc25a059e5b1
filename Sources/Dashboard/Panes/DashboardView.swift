import Analytics
import TerminalUI

/// Draws the whole screen from the model, and from nothing else.
package enum DashboardView {
    /// The least size with all parts; below it one line says what matters.
    static let leastWidth = 40
    static let leastHeight = 10

    /// Fills the buffer, whatever its size; the buffer's size counts, not the model's.
    package static func draw(_ model: DashboardModel, into buffer: inout CellBuffer) {
        var model = model
        model.width = buffer.width
        model.height = buffer.height
        model.glyphs = buffer.glyphs
        buffer.fill(buffer.bounds)
        guard buffer.width >= leastWidth, buffer.height >= leastHeight else {
            TinyScreen(model: model).draw(into: &buffer)
            return
        }
        Header(model: model).draw(into: &buffer)
        drawBody(model, into: &buffer)
        KeyLine(model: model).draw(into: &buffer)
        drawOverlays(model, into: &buffer)
    }

    private static func drawBody(_ model: DashboardModel, into buffer: inout CellBuffer) {
        let body = model.body
        if model.showsDiscovery {
            DiscoveryView(model: model).draw(in: body, into: &buffer)
            return
        }
        switch model.view {
        case .discovery: EmptyScreen(model)?.draw(in: body, into: &buffer)
        case .signals: SignalsView(model: model).draw(in: body, into: &buffer)
        case .traffic: TrafficView(model: model).draw(in: body, into: &buffer)
        case .events: EventsView(model: model).draw(in: body, into: &buffer)
        case .experiments:
            if let shown = model.shownExperiment {
                ExperimentView(model: model, shown: shown).draw(in: body, into: &buffer)
            } else {
                NoExperiment().draw(in: body, into: &buffer)
            }
        case .health: HealthView(model: model).draw(in: body, into: &buffer)
        case .funnel:
            if let screen = EmptyScreen(model) {
                screen.draw(in: body, into: &buffer)
                return
            }
            let layout = model.layout
            for place in layout.places {
                draw(place.pane, of: model, in: place.rect, isCompact: layout.isCompact, into: &buffer)
            }
        }
    }

    private static func draw(
        _ pane: Pane, of model: DashboardModel, in rect: Rect, isCompact: Bool, into buffer: inout CellBuffer
    ) {
        switch pane {
        case .funnel: FunnelPane(model: model, isFramed: !isCompact).draw(in: rect, into: &buffer)
        case .experiments: ExperimentsPane(model: model, isFramed: !isCompact).draw(in: rect, into: &buffer)
        case .time: TimePane(model: model, isFramed: !isCompact).draw(in: rect, into: &buffer)
        case .next: NextActionsPane(model: model, isFramed: !isCompact).draw(in: rect, into: &buffer)
        case .breakdown: BreakdownPane(model: model, isFramed: !isCompact).draw(in: rect, into: &buffer)
        case .events: EventsPane(model: model, isFramed: !isCompact).draw(in: rect, into: &buffer)
        }
    }

    private static func drawOverlays(_ model: DashboardModel, into buffer: inout CellBuffer) {
        if model.isHelpOpen { HelpOverlay(model: model).draw(into: &buffer) }
        if let chooser = model.chooser { ChooserOverlay(model: model, chooser: chooser).draw(into: &buffer) }
        if let prompt = model.prompt {
            PromptLine(prompt: prompt).draw(into: &buffer)
        } else if let notice = model.notice {
            let role: Role = notice.isError ? .error : .strong
            let mark = notice.isError ? "! " : ""
            buffer.put(
                " \(mark)\(notice.text)", x: 0, y: buffer.height - 2, role: role, width: buffer.width)
        }
    }
}

extension CellBuffer {
    /// The border of a pane, or in small terminals a heading line; what is left for the content.
    mutating func pane(_ rect: Rect, title: String, note: String, isFocused: Bool, isFramed: Bool) -> Rect {
        guard !isFramed else {
            frame(rect, title: title, note: note, isFocused: isFocused)
            return rect.inset
        }
        let width = max(0, rect.width - 2)
        put(title, x: rect.x + 1, y: rect.y, role: .title, width: width)
        let noteWidth = CharacterWidth.ofText(note)
        if CharacterWidth.ofText(title) + noteWidth + 3 <= width {
            put(note, x: rect.maxX - 1 - noteWidth, y: rect.y, role: .dim, width: noteWidth)
        }
        return rect.splitTop(1).rest
    }

    /// Right-aligned in a field that ends before `end`.
    mutating func putNumber(_ text: String, end: Int, y: Int, width: Int, role: Role = .number) {
        put(text, x: end - width, y: y, role: role, width: width, alignment: .trailing)
    }
}
