import Analytics

extension CSVText {
    /// Rows that belong to no funnel: their `funnel` is empty, `breakdown` says what they are, `value` which one, `step`
    /// what is counted. Only what there is has rows.
    mutating func addTraffic(of snapshot: Snapshot) {
        for signal in snapshot.signals {
            let isNear = signal.isApproximate
            add("signal", signal.definition.name, "users", signal.users, of: signal.rate, isApproximate: isNear)
            add("signal", signal.definition.name, "events", signal.events, isApproximate: isNear)
        }
        let sessions = snapshot.traffic.sessions
        if sessions.count > 0 {
            add(
                "sessions", "", "sessions", sessions.count, averageSeconds: sessions.averageSeconds,
                medianSeconds: sessions.medianSeconds, isApproximate: sessions.isApproximate)
        }
        for page in snapshot.traffic.pages {
            add("page", page.page, "events", page.events)
            add("page", page.page, "users", page.users, isApproximate: page.isApproximate)
        }
        if snapshot.traffic.otherPages > 0 { add("page", "(other)", "events", snapshot.traffic.otherPages) }
        for (kind, shares) in [("channel", snapshot.traffic.channels), ("category", snapshot.traffic.categories)] {
            for share in shares {
                add(kind, share.name, "sessions", share.sessions, isApproximate: sessions.isApproximate)
                add(kind, share.name, "events", share.events)
                add(kind, share.name, "users", share.users, isApproximate: share.isApproximate)
            }
        }
    }

    /// - Parameter rate: of all users.
    private mutating func add(
        _ kind: String, _ value: String, _ counted: String, _ count: Int, of rate: Double? = nil,
        averageSeconds: Double? = nil, medianSeconds: Double? = nil, isApproximate: Bool = false
    ) {
        var row = ["", kind, CSVText.cell(value), "", counted, String(count), CSVText.cell(rate)]
        row += Array(repeating: "", count: width - row.count)
        row[15] = CSVText.cell(averageSeconds)
        row[16] = CSVText.cell(medianSeconds)
        row[width - 1] = CSVText.cell(isApproximate)
        addRow(row)
    }
}
