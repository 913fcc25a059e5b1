import Analytics
import Expressions
import TerminalUI

extension MarkdownReport {
    var traffic: TrafficText {
        TrafficText(numbers: numbers, approximate: MarkdownReport.approximate) { MarkdownReport.escaped($0) }
    }

    mutating func writeSignals(_ signals: [SignalSnapshot], areSessionsNear: Bool) {
        guard !signals.isEmpty else { return }
        add("\n## Signals\n\n")
        addTable(
            [
                "signal", "kind", "role", "users", "events", "rate", "by session", "revenue per user", "lift",
                "95 % at all times",
            ],
            rightFrom: 3,
            signals.map { signal in
                let numbers = near(signal.isApproximate)
                let ofSessions = near(signal.isApproximate || areSessionsNear)
                return [
                    escaped(signal.definition.name), signal.definition.kindName, signal.definition.role.rawValue,
                    numbers.count(signal.users), numbers.count(signal.events), numbers.percent(signal.rate),
                    ofSessions.percent(signal.sessionRate), numbers.money(signal.revenuePerUser),
                ] + words.lift(of: signal, nearness: numbers.nearness)
            })
    }

    mutating func writeTraffic(_ snapshot: TrafficSnapshot) {
        guard !snapshot.isEmpty else { return }
        add("\n## Traffic\n")
        if snapshot.sessions.count > 0 {
            let sentence = traffic.sessions(snapshot.sessions).map { ": " + $0 } ?? ""
            add("\n\(near(snapshot.sessions.isApproximate).count(snapshot.sessions.count)) sessions\(sentence).\n")
        }
        writePages(snapshot)
        writeShares(snapshot.channels, title: "channel")
        writeShares(snapshot.categories, title: "category")
    }

    private mutating func writePages(_ snapshot: TrafficSnapshot) {
        guard !snapshot.pages.isEmpty else { return }
        add("\n")
        var rows = snapshot.pages.map { page in
            [
                escaped(page.page), numbers.count(page.events),
                traffic.count(page.users, isApproximate: page.isApproximate), numbers.count(page.entries),
                numbers.count(page.exits), numbers.percent(page.bounceRate),
            ]
        }
        if snapshot.otherPages > 0 {
            rows.append(["(other pages)", numbers.count(snapshot.otherPages), "", "", "", ""])
        }
        addTable(["page", "events", "users", "entries", "exits", "bounce"], rightFrom: 1, rows)
    }

    private mutating func writeShares(_ shares: [TrafficShare], title: String) {
        guard !shares.isEmpty else { return }
        add("\n")
        addTable(
            [title, "sessions", "events", "users", "bounce"], rightFrom: 1,
            shares.map { share in
                [
                    escaped(share.name), numbers.count(share.sessions), numbers.count(share.events),
                    traffic.count(share.users, isApproximate: share.isApproximate), numbers.percent(share.bounceRate),
                ]
            })
    }
}
