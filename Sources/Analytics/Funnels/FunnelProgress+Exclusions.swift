/// Exclusions break the chains that stand between two steps, strictly later than the time they got there and
/// strictly earlier than the next step's event: so they take effect when the unit's time moves on.
extension FunnelProgress {
    func markExclusions(_ exclusions: UInt32, _ words: Words) {
        words[rules.layout.marks] |= Int64(bitPattern: UInt64(exclusions) << 32)
    }

    /// Applies the exclusions of the last time.
    func settleExclusions(_ words: Words) {
        let layout = rules.layout
        let marks = UInt64(bitPattern: words[layout.marks])
        guard marks >> 32 != 0 else { return }
        words[layout.marks] = Int64(bitPattern: marks & 0xFFFF_FFFF)
        let time = words[FunnelLayout.lastTime]
        for (index, range) in rules.exclusions.enumerated() where marks & (1 << UInt64(32 + index)) != 0 {
            for step in range.first..<range.last where isOpenChain(step, at: time, words) {
                words[layout.live + step] = FunnelLayout.noStart
            }
        }
    }

    /// A chain stands at `step`, got there before `time`, and its window holds `time`.
    private func isOpenChain(_ step: Int, at time: Int64, _ words: Words) -> Bool {
        let start = words[rules.layout.live + step]
        guard start != FunnelLayout.noStart else { return false }
        let reached = reached(step, words)
        return reached < time && (rules.window == .max || time - start <= rules.window)
            && (rules.stepWindow == .max || time - reached <= rules.stepWindow)
    }

    /// The chain that counts for `step` was broken by an exclusion, settled or about to be.
    func isExcluded(_ step: Int, _ words: Words) -> Bool {
        guard !rules.exclusions.isEmpty else { return false }
        let layout = rules.layout
        if words[layout.live + step] != words[layout.starts + step] { return true }
        let pending = UInt64(bitPattern: words[layout.marks]) >> 32
        guard pending != 0 else { return false }
        let time = words[FunnelLayout.lastTime]
        return rules.exclusions.enumerated().contains { index, range in
            pending & (1 << UInt64(index)) != 0 && range.first <= step && step < range.last
                && isOpenChain(step, at: time, words)
        }
    }
}
