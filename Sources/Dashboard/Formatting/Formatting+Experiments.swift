import Analytics

/// Numbers of experiments: small shares, amounts, lifts with their intervals, evidence.
extension Formatting {
    /// `24,101 users`, `1 user`
    func users(_ number: Int) -> String { count(number) + (number == 1 ? " user" : " users") }

    /// `3.21 %`: below a tenth a second decimal, because arms differ there.
    func conversionRate(_ fraction: Double?) -> String {
        guard let fraction, fraction > 0, fraction < 0.09995 else { return percent(fraction) }
        return nearness + (fraction < 0.0001 ? "<0.01 %" : hundredths(fraction * 100) + " %")
    }

    /// `41.90`, `1,234.56`, `0.0401`: more decimals below one, none from a hundred thousand on.
    func amount(_ value: Double?) -> String {
        guard let value, value.isFinite else { return nothing }
        let magnitude = value.magnitude
        let sign = nearness + (value < 0 ? "\(glyphs.minus)" : "")
        if magnitude >= 0.00005, magnitude < 0.9995 {
            // Revenue per user is often a few hundredths, and arms differ in the digits after that.
            let digits = magnitude < 0.09995 ? 4 : 3
            let text = String(whole(magnitude * (digits == 4 ? 10_000 : 1000)))
            return sign + "0." + String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        return sign + (magnitude < 99_999.5 ? hundredths(magnitude) : exact.count(whole(magnitude), fitting: 9))
    }

    /// What a goal's value is per arm: a share, or an amount.
    func value(_ value: Double?, of kind: GoalSnapshot.Kind) -> String {
        kind.isShare ? conversionRate(value) : amount(value)
    }

    /// A lift without its sign for per cent: `+14.6`, `−8.4`, `+128`, and `×63` from ten times as much on.
    func points(_ fraction: Double?) -> String {
        guard let fraction, !fraction.isNaN else { return nothing }
        let sign = fraction < 0 ? "\(glyphs.minus)" : "+"
        let points = fraction.magnitude * 100
        if points < 0.05 { return "0.0" }
        if points < 99.95 { return sign + decimal(points) }
        guard isMultiple(fraction) else { return "\(sign)\(whole(points))" }
        let times = glyphs.repertoire == .ascii ? "x" : "×"
        return fraction < 9_998.5 ? times + exact.count(whole(fraction + 1), fitting: 5) : ">\(times)9,999"
    }

    /// `+14.6 %`, `×63`
    func lift(_ fraction: Double?) -> String {
        guard let fraction, !fraction.isNaN else { return nothing }
        return isMultiple(fraction) ? points(fraction) : points(fraction) + " %"
    }

    /// From here on it is read more easily how many times as much it is.
    private func isMultiple(_ fraction: Double) -> Bool { fraction >= 9.995 }

    /// A difference of amounts in at most six cells: `+0.41`, `−.012`, `+12.3`, `−1.2k`.
    func signedAmount(_ value: Double?) -> String {
        guard let value, !value.isNaN else { return nothing }
        let magnitude = value.magnitude
        let sign = value < 0 ? "\(glyphs.minus)" : "+"
        if magnitude < 0.0005 { return "0.00" }
        if magnitude < 0.0995 {
            let text = String(whole(magnitude * 1000))
            return sign + "." + String(repeating: "0", count: max(0, 3 - text.count)) + text
        }
        if magnitude < 9.995 { return sign + hundredths(magnitude) }
        if magnitude < 99.95 { return sign + decimal(magnitude) }
        return sign + exact.count(whole(magnitude), fitting: 4)
    }

    /// How an arm stands against the control: a lift, or a difference of amounts.
    func comparison(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> String {
        nearness + (goal.comparesDifferences ? signedAmount(arm.difference) : lift(arm.lift))
    }

    /// `+2.1 … +28.6`; empty where there is no interval.
    func interval(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> String {
        if goal.comparesDifferences {
            guard let low = arm.differenceLow, let high = arm.differenceHigh else { return "" }
            return signedAmount(low) + between + signedAmount(high)
        }
        return interval(arm.liftLow, arm.liftHigh)
    }

    /// `+2.1 … +28.6`; empty where an end is missing.
    func interval(_ low: Double?, _ high: Double?) -> String {
        guard let low, let high, !low.isNaN, !high.isNaN else { return "" }
        return points(low) + between + points(high)
    }

    private var between: String { glyphs.repertoire == .unicode ? " … " : ".." }

    /// `e = 41`, `e = 0.8`, `e > 9999`; empty where there is none.
    func evidenceValue(_ value: Double?) -> String {
        guard let value, !value.isNaN else { return "" }
        if value > 9999 { return "e > 9999" }
        if value < 0.05 { return "e < 0.1" }
        return value < 9.95 ? "e = \(decimal(value))" : "e = \(whole(value))"
    }

    /// Evidence on the way to a call, `0 %` to `100 %`; 100 only where it is reached.
    func evidence(_ logEvidence: Double?) -> String {
        guard let logEvidence, !logEvidence.isNaN else { return "" }
        return logEvidence >= 1 ? "100 %" : "\(Int(max(0, logEvidence) * 100)) %"
    }

    /// `13:41`, with the date where it is another day than `now`, and the year where that is another.
    func moment(_ time: Timestamp, now: Timestamp?) -> String {
        guard let now, date(time, now: now) != date(now) else { return minute(time) }
        return "\(date(time, now: now)) \(minute(time))"
    }

    /// Two digits of a number that is a forecast: `62,000`.
    func about(_ number: Int) -> String {
        let number = min(max(0, number), 900_000_000_000_000_000)
        var unit = 1
        while number / unit >= 100 { unit *= 10 }
        return exact.count((number / unit + (number % unit * 2 >= unit && unit > 1 ? 1 : 0)) * unit, fitting: 11)
    }

    private func hundredths(_ value: Double) -> String {
        let parts = whole(value * 100)
        return exact.count(parts / 100) + (parts % 100 < 10 ? ".0" : ".") + "\(parts % 100)"
    }
}
