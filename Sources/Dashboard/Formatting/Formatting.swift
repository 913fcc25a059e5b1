import Analytics
import TerminalUI

/// Numbers as people read them, in the signs the terminal has.
///
/// Every text has a known greatest width for the values one meets, so that columns can be fixed in advance.
struct Formatting: Sendable {
    var glyphs: Glyphs
    /// Shift of the clock shown against UTC.
    var offsetSeconds = 0
    /// What is counted, and what is made of it, bears the sign of an estimate.
    private(set) var isNear = false

    /// The same for numbers that are near, not exact, or that are not.
    func near(_ isNear: Bool) -> Formatting {
        var format = self
        format.isNear = isNear
        return format
    }

    /// For numbers inside others, and those that are what they are whatever was counted.
    var exact: Formatting { near(false) }

    /// Before every number that is near.
    var nearness: String { isNear ? "\(glyphs.approximate)" : "" }

    /// What stands where there is no number.
    var nothing: String { "\(glyphs.minus)" }

    /// `48,210`
    func count(_ number: Int) -> String {
        nearness + (number < 0 ? "\(glyphs.minus)" : "") + ThousandsText.of(number.magnitude)
    }

    /// The full number where it fits `width`, otherwise shortened: `48,210`, `12.3M`.
    func count(_ number: Int, fitting width: Int) -> String {
        let full = count(number)
        guard full.count > width else { return full }
        let sign = nearness + (number < 0 ? "\(glyphs.minus)" : "")
        var value = Double(number.magnitude)
        for unit in ["k", "M", "G", "T", "P", "E"] {
            value /= 1000
            guard value < 999.95 else { continue }
            let exact = sign + decimal(value) + unit
            return exact.count <= width ? exact : sign + "\(whole(value))" + unit
        }
        return full
    }

    /// `30.8 %`; `100 %` and `0 %` only where they are exact.
    func percent(_ fraction: Double?) -> String {
        guard let fraction, fraction.isFinite else { return nothing }
        let sign = nearness + (fraction < 0 ? "\(glyphs.minus)" : "")
        let magnitude = fraction.magnitude
        if magnitude == 0 { return sign + "0 %" }
        if magnitude == 1 { return sign + "100 %" }
        if magnitude < 0.001 { return "\(sign)<0.1 %" }
        if magnitude < 1, magnitude > 0.999 { return sign + "99.9 %" }
        if magnitude > 99.99 { return sign + exact.count(whole(magnitude * 100), fitting: 6) + " %" }
        return sign + decimal(magnitude * 100) + " %"
    }

    /// What part of `whole` was lost, with the sign of a loss: `−69.2 %`.
    func loss(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part > 0 else { return percent(whole > 0 ? 0 : nil) }
        return percent(-(Double(part) / Double(whole)))
    }

    /// A difference of two shares: `▼ 1.9 pp`; nil where one is missing.
    func difference(_ now: Double?, _ before: Double?, unit: String = " pp") -> String {
        guard let now, let before, now.isFinite, before.isFinite else { return nothing }
        let points = (now - before) * 100
        let text = decimal(min(points.magnitude, 99_999)) + unit
        switch Change(points) {
        case .up: return "\(nearness)\(glyphs.up) \(text)"
        case .down: return "\(nearness)\(glyphs.down) \(text)"
        case .same: return nearness + text
        }
    }

    /// Which way a number went, at the resolution it is shown with.
    enum Change: Sendable, Hashable {
        case up, down, same

        init(_ points: Double) {
            self = points >= 0.05 ? .up : points <= -0.05 ? .down : .same
        }
    }

    /// `1.4 GB`
    func bytes(_ number: Int) -> String {
        guard number.magnitude >= 1000 else { return "\(number) B" }
        var value = Double(number)
        for unit in ["kB", "MB", "GB", "TB", "PB", "EB"] {
            value /= 1000
            if value.magnitude < 999.95 { return signed(value) + " " + unit }
        }
        return signed(value) + " EB"
    }

    /// `2,413 ev/s`
    func rate(_ perSecond: Double?) -> String {
        guard let perSecond, perSecond.isFinite else { return "\(nothing) ev/s" }
        if perSecond > 0, perSecond < 9.95 { return decimal(perSecond) + " ev/s" }
        return exact.count(whole(max(0, perSecond))) + " ev/s"
    }

    /// `shown`, with the sign of an estimate before it where it is one.
    func estimate(_ shown: String, isApproximate: Bool) -> String {
        if shown == nothing { return shown }
        return (isApproximate || isNear) && !shown.hasPrefix("\(glyphs.approximate)")
            ? "\(glyphs.approximate)\(shown)" : shown
    }

    /// One decimal of a number that is not negative.
    func decimal(_ value: Double) -> String {
        let tenths = whole(value * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// The nearest whole number, kept inside what an `Int` holds.
    func whole(_ value: Double) -> Int {
        guard value.isFinite else { return value > 0 ? Int.max : 0 }
        let bounded = min(max(value, -9e17), 9e17)
        return Int(bounded < 0 ? bounded - 0.5 : bounded + 0.5)
    }

    private func signed(_ value: Double) -> String {
        (value < 0 ? "\(glyphs.minus)" : "") + decimal(value.magnitude)
    }
}
