import TerminalUI

extension DashboardModel {
    mutating func openChooser(_ subject: Chooser.Subject) {
        var items: [Chooser.Item] = []
        var selected = 0
        switch subject {
        case .funnel:
            items = shown.funnels.enumerated().map { index, funnel in
                .init(
                    title: funnel.name, note: format.percent(funnel.conversion) + " convert", meaning: .listed(index))
            }
            selected = min(max(0, funnelIndex), max(0, items.count - 1))
        case .breakdown:
            let breakdowns = funnel?.breakdowns ?? []
            items = breakdowns.enumerated().map { index, breakdown in
                .init(
                    title: breakdown.field, note: format.count(breakdown.distinctValues) + " values",
                    meaning: .listed(index))
            }
            let others = knownFields.filter { field in !breakdowns.contains { $0.field == field } }
            for field in FieldName.mostUsefulFirst(others) {
                items.append(.init(title: field, note: "", meaning: .typed(field)))
            }
            selected = min(max(0, breakdownIndex), max(0, breakdowns.count - 1))
        case .segment:
            let all = funnel?.segments ?? []
            guard !all.isEmpty else {
                say("no segments are defined: start with --segment NAME=FILTER")
                return
            }
            items = [.init(title: "everyone", note: "no segment", meaning: .everyone)]
            items += all.enumerated().map { index, segment in
                .init(
                    title: segment.name, note: format.percent(share(segment.counts)) + " convert",
                    meaning: .listed(index))
            }
            selected = segments.first.map { min($0 + 1, all.count) } ?? 0
        case .experiment:
            items = experimentItems
            selected = shownExperimentIndex
        case .experimentSegment:
            guard let all = shownExperiment?.experiment.segments, !all.isEmpty else {
                say("no segments are defined: start with --segment NAME=FILTER")
                return
            }
            items = [.init(title: "everyone", note: "no segment", meaning: .everyone)]
            items += all.enumerated().map { index, segment in
                let users = segment.arms.reduce(0) { $0 &+ max(0, $1.exposed) }
                return .init(title: segment.name, note: "\(format.count(users)) users", meaning: .listed(index))
            }
            selected = experimentSegment.map { min($0 + 1, all.count) } ?? 0
        }
        chooser = Chooser(subject: subject, all: items)
        chooser?.selected = selected
        if subject == .segment { chooser?.marked = segments }
    }

    /// A key while a list to choose from is open.
    mutating func choose(_ key: KeyPress, _ action: Action?) -> [Effect] {
        guard var list = chooser else { return [] }
        switch action {
        case .accept?:
            chooser = nil
            return take(list)
        case .close?:
            chooser = nil
            return []
        case .move(.up)?: list.move(by: -1)
        case .move(.down)?: list.move(by: 1)
        case .pageUp?: list.move(by: -pageRows)
        case .pageDown?: list.move(by: pageRows)
        case .first?: list.move(by: -rowLimit)
        case .last?: list.move(by: rowLimit)
        case .deleteBackward?: list.erase()
        case .mark?: if list.subject == .segment { list.mark() }
        default:
            guard case .character(let character) = key else { return [] }
            if character == " ", list.subject == .segment {
                list.mark()
            } else {
                list.type(character)
            }
        }
        chooser = list
        return []
    }

    private mutating func take(_ list: Chooser) -> [Effect] {
        guard let item = list.current else { return [] }
        switch (list.subject, item.meaning) {
        case (.breakdown, .listed(let index)):
            breakdownIndex = index
            rowSelection = nil
        case (.breakdown, .typed(let field)): return by(field)
        case (.funnel, .listed(let index)): select(funnel: index)
        case (.funnel, .typed(let text)): return ask(.funnel(text), .setFunnel(text, replacing: shownFunnelIndex))
        case (.experiment, .listed(let index)): select(experiment: index)
        case (.experiment, .typed(let text)): return beginExperiment(text)
        case (.experimentSegment, .listed(let index)): see(segment: index)
        case (.experimentSegment, .everyone): see(segment: nil)
        case (.segment, .everyone): segments = []
        case (.segment, .listed(let index)):
            segments = list.marked.isEmpty || list.isNamed ? [index] : list.marked
            // Two marked and a third under the cursor: the marks are what was meant.
            if !list.isNamed, segments.count == 1, segments[0] != index { segments.append(index) }
        case (.segment, .typed), (.breakdown, .everyone), (.funnel, .everyone), (.experiment, .everyone),
            (.experimentSegment, .typed):
            break
        }
        return []
    }
}
