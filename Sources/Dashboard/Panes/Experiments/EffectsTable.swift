import Analytics
import TerminalUI

/// What each factor of a multivariate test does, and what factors do together.
///
///      effect                       lift   interval        evidence    verdict
///      headline = loud            +9.1 %   +3.1 … +15.4   100 %        ★ winner
///      headline × button          −0.4 %   −6.0 … +5.6      0 %        ~ undecided
struct EffectsTable {
    var words: VerdictWords
    var goal: GoalSnapshot
    var width: Int
    /// Of a broken split only the names are to be trusted.
    var isBroken = false
    /// The lifts are near, not exact.
    var isNear = false

    private var hasInterval: Bool { width >= 66 }
    private var hasBar: Bool { width >= 100 }
    private var nameWidth: Int { width - 2 - 9 - (hasBar ? 27 : 16) - (hasInterval ? 22 : 0) - (hasBar ? 27 : 0) }

    var height: Int { 1 + max(1, goal.contrasts.count) }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let format = words.format.near(isNear)
        var x = rect.x + 1
        buffer.put("effect on \(goal.name)", x: x, y: rect.y, role: .heading, width: nameWidth)
        x += nameWidth + 9
        buffer.putNumber("lift", end: x, y: rect.y, width: 8, role: .heading)
        if hasBar { x += 14 }
        if hasInterval {
            buffer.put("95 % interval", x: x + 2, y: rect.y, role: .heading)
            buffer.put("evid.", x: x + 17, y: rect.y, role: .heading)
            x += 22
        }
        if hasBar { x += 13 }
        buffer.put("verdict", x: x + 2, y: rect.y, role: .heading)
        guard !goal.contrasts.isEmpty else {
            buffer.put(words.noEffects(goal), x: rect.x + 1, y: rect.y + 1, role: .dim, width: rect.width - 2)
            return
        }
        let scale = scale
        for (index, contrast) in goal.contrasts.enumerated() {
            draw(contrast, scale: scale, x: rect.x + 1, y: rect.y + 1 + index, format, into: &buffer)
        }
    }

    private func draw(
        _ contrast: Contrast, scale: ClosedRange<Double>, x left: Int, y: Int, _ format: Formatting,
        into buffer: inout CellBuffer
    ) {
        let isDim = contrast.isOvershadowed || isBroken
        var x = left
        buffer.put(EffectsTable.name(contrast), x: x, y: y, role: isDim ? .dim : .text, width: nameWidth)
        x += nameWidth + 9
        buffer.putNumber(
            format.nearness + format.lift(contrast.lift), end: x, y: y, width: 8, role: isDim ? .dim : .strong)
        if hasBar {
            if let low = contrast.liftLow, let high = contrast.liftHigh, low <= high {
                buffer.putInterval(
                    low...high, scale: scale, x: x + 2, y: y, width: 12,
                    role: isDim ? .barTrack : contrast.verdict == .winner ? .winner : .bar)
            }
            x += 14
        }
        if hasInterval {
            let interval = format.interval(contrast.liftLow, contrast.liftHigh)
            buffer.putNumber(interval, end: x + 15, y: y, width: 13, role: isDim ? .dim : .number)
            let evidence = isBroken ? format.nothing : format.evidence(contrast.logEvidence)
            buffer.putNumber(evidence, end: x + 22, y: y, width: 6, role: isDim ? .dim : .number)
            x += 22
        }
        if hasBar {
            let value = isBroken ? "" : format.evidenceValue(contrast.adjustedE)
            buffer.put(value, x: x + 2, y: y, role: .dim, width: 10)
            x += 13
        }
        let full = "read with the interaction"
        let advice = full.count <= buffer.width - x - 2 ? full : "see interaction"
        let called = contrast.firstCalled.map { hasBar ? ", called \(format.moment($0, now: words.now))" : "" } ?? ""
        let isAdvised = contrast.isOvershadowed && !isBroken
        let text = isAdvised ? advice : words.signed(goal.arm(of: contrast)) + (isBroken ? "" : called)
        let role = isAdvised ? Role.dim : words.role(contrast.verdict)
        buffer.put(text, x: x + 2, y: y, role: role, width: max(0, buffer.width - x - 2))
    }

    /// `headline = loud`, or `headline × button: loud × red`.
    static func name(_ contrast: Contrast) -> String {
        let factors = names(contrast.factors)
        if !contrast.isInteraction { return "\(factors.first ?? "") = \(contrast.levels.first ?? "")" }
        return factors.joined(separator: " × ") + ": " + contrast.levels.joined(separator: " × ")
    }

    /// The last parts of the fields' paths, in full where these are the same.
    static func names(_ factors: [String]) -> [String] {
        let short = factors.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
        return Set(short).count == short.count ? short : factors
    }

    private var scale: ClosedRange<Double> {
        let lows = goal.contrasts.compactMap(\.liftLow).filter(\.isFinite)
        let highs = goal.contrasts.compactMap(\.liftHigh).filter(\.isFinite)
        return max(-1, min(0, lows.min() ?? 0))...min(2, max(0.01, highs.max() ?? 0))
    }
}
