import Analytics
import Expressions
import TerminalUI

extension TextReport {
    var traffic: TrafficText {
        let glyphs = glyphs
        return TrafficText(numbers: numbers, approximate: glyphs.approximate) { glyphs.adapt(SafeText.make($0)) }
    }

    /// ```
    ///   signal         users    rate  revenue      lift   95 % at all times
    /// > product seen  48,210  26.2 %    42.13  +410.2 %  +380.0 to +441.9 %
    /// ```
    mutating func writeSignals(_ signals: [SignalSnapshot], funnel: FunnelSnapshot?) {
        guard !signals.isEmpty else { return }
        let remark = funnel.map { "lift of \(FixedWidth.cut(safe($0.name), 30, ellipsis: glyphs.ellipsis))" } ?? ""
        addHeading("signals", signals.contains { $0.lift != nil } ? remark : "")
        let seen = signals.filter { $0.events > 0 }
        writeTable(of: seen)
        var notes: [String] = []
        if seen.contains(where: { $0.definition.role == .milestone }) {
            notes.append(
                "> is a milestone on the way\(seen.allSatisfy(\.isMilestone) ? "" : "; the others are interest")")
        }
        if let unseen = traffic.unseen(signals) { notes.append(unseen) }
        if !seen.isEmpty, !notes.isEmpty { add("") }
        for note in notes { addWrapped(note, mark: " ") }
    }

    private mutating func writeTable(of signals: [SignalSnapshot]) {
        guard !signals.isEmpty else { return }
        let hasRevenue = signals.contains { $0.revenuePerUser != nil }
        let hasLift = signals.contains { $0.lift != nil }
        // With all of them there is no room for names; the other formats have them.
        let hasSessions = !(hasRevenue && hasLift) && signals.contains { $0.sessionRate != nil }
        var columns: [(title: String, alignment: TextTable.Alignment)] = [
            ("  signal", .left), ("users", .right), ("rate", .right),
        ]
        if hasSessions { columns.append(("sessions", .right)) }
        if hasRevenue { columns.append(("revenue", .right)) }
        if hasLift { columns += [("lift", .right), ("95 % at all times", .right)] }
        var table = TextTable(columns)
        let areSessionsNear = report.snapshot.traffic.sessions.isApproximate
        for signal in signals {
            let numbers = near(signal.isApproximate)
            var row = [
                (signal.isMilestone ? "> " : "  ") + safe(signal.definition.name), numbers.count(signal.users),
                numbers.percent(signal.rate),
            ]
            if hasSessions { row.append(near(signal.isApproximate || areSessionsNear).percent(signal.sessionRate)) }
            if hasRevenue { row.append(numbers.money(signal.revenuePerUser)) }
            if hasLift { row += words.lift(of: signal, nearness: numbers.nearness) }
            table.add(row)
        }
        add(table, indent: 2)
    }
}

extension SignalSnapshot {
    var isMilestone: Bool { definition.role == .milestone }
}
