import Analytics
import TerminalUI

extension TextReport {
    /// Rows of a table before the rest is added up.
    private static let mostRows = 10
    /// Cells of a trend in a table.
    private static let trendCells = 12

    /// Sessions, pages, channels and categories, as far as they are known.
    mutating func writeTraffic(_ snapshot: TrafficSnapshot) {
        guard !snapshot.isEmpty else { return }
        let sessions = snapshot.sessions.count
        addHeading(
            "traffic",
            sessions > 0
                ? "\(near(snapshot.sessions.isApproximate).count(sessions)) session\(sessions == 1 ? "" : "s")" : "")
        if let sentence = traffic.sessions(snapshot.sessions) { addWrapped(sentence, mark: " ") }
        writeTrend(snapshot)
        writePages(snapshot)
        writeShares(snapshot.channels, title: "channel", counting: "sessions", \.sessions)
        writeShares(snapshot.categories, title: "category", counting: "events", \.events)
    }

    private mutating func writeTrend(_ snapshot: TrafficSnapshot) {
        let buckets = snapshot.trend.suffix(60)
        guard snapshot.hasTrend, let start = buckets.first?.start else { return }
        let counts = buckets.map(\.events)
        let length = numbers.span(microseconds: snapshot.bucket.microseconds)
        add("")
        add(
            "  events per \(length) since \(TextReport.time(start)) UTC, \(numbers.count(counts.min() ?? 0)) "
                + "\(glyphs.dash) \(numbers.count(counts.max() ?? 0))")
        add("    " + glyphs.sparkline(counts.map(Double.init)))
    }

    private mutating func writePages(_ snapshot: TrafficSnapshot) {
        guard !snapshot.pages.isEmpty else { return }
        add("")
        var table = TextTable([
            ("page", .left), ("events", .right), ("users", .right), ("entries", .right), ("exits", .right),
            ("bounce", .right), ("trend", .left),
        ])
        for page in snapshot.pages.prefix(TextReport.mostRows) {
            table.add([
                safe(page.page), numbers.count(page.events),
                traffic.count(page.users, isApproximate: page.isApproximate),
                numbers.count(page.entries), numbers.count(page.exits), numbers.percent(page.bounceRate),
                trend(page.trend),
            ])
        }
        let others = snapshot.pages.dropFirst(TextReport.mostRows).reduce(snapshot.otherPages) { $0 + $1.events }
        if others > 0 { table.add(["(other pages)", numbers.count(others)]) }
        add(table, indent: 2)
    }

    private mutating func writeShares(
        _ shares: [TrafficShare], title: String, counting: String, _ count: (TrafficShare) -> Int
    ) {
        let all = shares.reduce(0) { $0 + count($1) }
        guard all > 0 else { return }
        add("")
        var table = TextTable([
            (title, .left), (counting, .right), ("share", .right), ("users", .right), ("bounce", .right),
            ("trend", .left),
        ])
        for share in shares.prefix(TextReport.mostRows) {
            table.add([
                safe(share.name), numbers.count(count(share)), numbers.percent(Fraction.of(count(share), all)),
                traffic.count(share.users, isApproximate: share.isApproximate), numbers.percent(share.bounceRate),
                trend(share.trend),
            ])
        }
        let others = shares.dropFirst(TextReport.mostRows).reduce(0) { $0 + count($1) }
        if others > 0 { table.add(["(others)", numbers.count(others), numbers.percent(Fraction.of(others, all))]) }
        add(table, indent: 2)
    }

    private func trend(_ counts: [Int]) -> String {
        counts.count > 1 ? glyphs.sparkline(counts.suffix(TextReport.trendCells).map(Double.init)) : ""
    }
}
