import Analytics

/// Numbers as people read them: thousands separated, one decimal for percentages, times in their two largest units.
struct NumberText: Sendable {
    /// The sign of negative numbers.
    var minus = "-"
    /// The sign before what is counted and what is made of it, where that is near, not exact.
    private(set) var nearness = ""

    /// The same for numbers that are near, with the sign of an estimate.
    func near(_ isNear: Bool, sign: String) -> NumberText {
        var numbers = self
        numbers.nearness = isNear ? sign : ""
        return numbers
    }

    /// `48,210`
    func count(_ number: Int) -> String { nearness + thousands(number) }

    private func thousands(_ number: Int) -> String {
        (number < 0 ? minus : "") + ThousandsText.of(number.magnitude)
    }

    /// `−69.2 %`, of what was lost; empty for nil.
    func loss(_ fraction: Double?) -> String {
        fraction.map { nearness + minus + near(false, sign: "").percent($0) } ?? ""
    }

    /// `30.8 %`; `100 %` and `0 %` only where they are exact; empty for nil.
    func percent(_ fraction: Double?) -> String {
        guard let fraction, fraction.isFinite else { return "" }
        if fraction == 0 { return nearness + "0 %" }
        if fraction == 1 { return nearness + "100 %" }
        if fraction > 0, fraction < 0.0005 { return nearness + "<0.1 %" }
        if fraction < 1, fraction >= 0.9995 { return nearness + "99.9 %" }
        return nearness + decimal(fraction * 100, places: 1) + " %"
    }

    /// `41 s`, `1 m 52 s`, `3 h 05 m`, `2 d 4 h`; empty for nil.
    func duration(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite, seconds >= 0 else { return "" }
        if seconds < 9.95 { return decimal(seconds, places: 1) + " s" }
        let whole = NumberText.rounded(seconds)
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3600: return "\(whole / 60) m \(twoDigits(whole % 60)) s"
        case ..<86_400: return "\(whole / 3600) h \(twoDigits(whole / 60 % 60)) m"
        default: return "\(thousands(whole / 86_400)) d \(whole / 3600 % 24) h"
        }
    }

    /// The duration without parts that are zero: `30 m`, `1 h`.
    func span(microseconds: Int64) -> String {
        let seconds = microseconds / 1_000_000
        guard seconds > 0, microseconds % 1_000_000 == 0 else { return duration(Double(microseconds) / 1_000_000) }
        if seconds % 86_400 == 0 { return "\(seconds / 86_400) d" }
        if seconds % 3600 == 0, seconds < 86_400 { return "\(seconds / 3600) h" }
        if seconds % 60 == 0, seconds < 3600 { return "\(seconds / 60) m" }
        if seconds < 60 { return "\(seconds) s" }
        return duration(Double(seconds))
    }

    /// `12,345.50`; empty for nil.
    func money(_ amount: Double?) -> String {
        guard let amount, amount.isFinite else { return "" }
        return nearness + decimal(amount, places: 2)
    }

    /// `+8.1`, `−3.0`, `0.0`; empty for nil.
    func signed(_ number: Double?, places: Int) -> String {
        guard let number, number.isFinite else { return "" }
        let text = decimal(number, places: places)
        let isZero = decimal(number.magnitude, places: places) == decimal(0, places: places)
        return number > 0 && !isZero ? "+" + text : text
    }

    /// A number with so many decimals and its thousands separated.
    func decimal(_ number: Double, places: Int) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        // Beyond 2^53 there are no decimals to show.
        guard number.magnitude * Double(scale) < 9e15 else { return number.description }
        let scaled = NumberText.rounded(number.magnitude * Double(scale))
        let sign = number < 0 && scaled > 0 ? minus : ""
        let rest = String(scaled % scale)
        let decimals = places > 0 ? "." + String(repeating: "0", count: places - rest.count) + rest : ""
        return sign + thousands(scaled / scale) + decimals
    }

    /// Rounds half up; saturates.
    private static func rounded(_ number: Double) -> Int { number < 9e18 ? Int(number + 0.5) : Int.max }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
