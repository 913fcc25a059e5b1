/// Any order: the level is the number of distinct steps inside one window. The latest time of each step tells it,
/// for every window that ends now.
extension FunnelProgress {
    func applyAnyOrder(_ event: StepEvent, _ steps: UInt32, _ words: Words, _ mode: Mode) {
        var latest: [Int64] = []
        for step in 0..<rules.stepCount {
            if steps & (1 << UInt32(step)) != 0 {
                words[anyOrderTime(step)] = event.time
                if event.revenue != StepEvent.noRevenue {
                    tally.addRevenue(step, event.revenue, start: event.time, mode.sign)
                }
            }
            let time = words[anyOrderTime(step)]
            if time != FunnelLayout.noStart, rules.window == .max || event.time - time <= rules.window {
                latest.append(time)
            }
        }
        latest.sort(by: >)
        let bare = event.withoutRevenue
        for level in latest.indices {
            // The window that just holds level + 1 steps begins at the (level + 1)th latest of them.
            let previous = latest.count > 1 ? latest[1] : latest[0]
            complete(level, start: latest[level], previous: previous, bare, words, mode)
        }
    }

    /// Where the latest time of a step is kept.
    private func anyOrderTime(_ step: Int) -> Int { rules.layout.before + step }
}
