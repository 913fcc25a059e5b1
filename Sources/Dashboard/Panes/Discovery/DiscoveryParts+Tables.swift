import Analytics
import TerminalUI

extension DiscoveryParts {
    /// Every field: what it was taken for, how often it has a value, how many values there are, and some of them.
    var fields: ScrolledPage.Part {
        let found = profile?.fields ?? []
        guard !found.isEmpty else {
            return .lines([[Phrase(text: "not looked at in advance", role: .dim)]])
        }
        let missing = DiscoveryWords.missing(found, isInLineOrder: profile?.isInLineOrder == true)
        let rows =
            missing.map { role, words in
                ListTable.Row(
                    label: "none", role: .dim,
                    cells: [
                        .text(role.rawValue, .warning), .text("", .dim), .text("", .dim), .text(words, .dim),
                    ])
            } + DiscoveryWords.ordered(found).map(row)
        return .table(
            ListTable(
                labelTitle: "field",
                columns: [
                    .init(title: "taken for", width: 12, rank: 0, isLeading: true),
                    .init(title: "filled", width: 9, rank: 3), .init(title: "values", width: 11, rank: 2),
                    .init(title: "for example", width: 20, rank: 1, isFlexible: true),
                ], rows: rows, marks: model.contains))
    }

    private func row(_ field: DataProfile.Field) -> ListTable.Row {
        let rows = max(1, profile?.rows ?? 1)
        let distinct = format.count(field.distinct, fitting: 8)
        let examples = field.examples.joined(separator: ", ")
        return ListTable.Row(
            label: field.path.isEmpty ? "(no name)" : field.path, role: field.role == nil ? .dim : .text,
            cells: [
                .text(
                    field.role?.rawValue ?? (field.kind == "text" ? "" : field.kind), field.role == nil ? .dim : .strong
                ),
                .text(format.percent(min(1, Double(max(0, field.count)) / Double(rows))), .number),
                .text(field.isBounded ? "≥\(distinct)" : distinct, .number), .text(examples, .dim),
            ])
    }

    /// Events by count, then pages, with their users and bars on one scale each.
    func lists(width: Int, withBars: Bool) -> ScrolledPage.Part {
        let events = model.seenEvents
        let pages = model.seenPages
        guard !(events.isEmpty && pages.isEmpty) else {
            return .lines([[Phrase(text: "no event yet", role: .dim)]])
        }
        let rows = rows(events) + (pages.isEmpty ? [] : [ListTable.Row(label: "pages", role: .heading)]) + rows(pages)
        return .table(
            ListTable(labelTitle: "event", columns: DiscoveryParts.listColumns, rows: rows, marks: model.contains))
    }

    /// The most frequent: nobody reads through more, and the list of steps has them all.
    private func rows(_ counts: [NamedCount]) -> [ListTable.Row] {
        let most = 200
        let largest = counts.map(\.count).max() ?? 0
        let rest = counts.count - most
        return counts.prefix(most).map { row($0, largest: largest) }
            + (rest > 0 ? [ListTable.Row(label: "and \(format.count(rest)) more", role: .dim)] : [])
    }

    static let listColumns = [
        ListTable.Column(title: "events", width: 11, rank: 0), .init(title: "users", width: 11, rank: 1),
        .init(title: "", width: 8, rank: 2, isFlexible: true),
    ]

    func row(_ count: NamedCount, largest: Int) -> ListTable.Row {
        ListTable.Row(label: count.name.isEmpty ? "(no name)" : count.name, cells: cells(count, largest: largest))
    }

    private func users(_ count: NamedCount) -> String {
        let room = count.isApproximate ? 8 : 9
        return count.users.map {
            format.estimate(format.count($0, fitting: room), isApproximate: count.isApproximate)
        } ?? ""
    }

    func cells(_ count: NamedCount?, largest: Int) -> [ListTable.Content] {
        [
            .text(count.map { format.count($0.count, fitting: 9) } ?? "", .number),
            .text(count.map(users) ?? "", .number),
            .bar(largest > 0 ? Double(count?.count ?? 0) / Double(largest) : 0),
        ]
    }
}
