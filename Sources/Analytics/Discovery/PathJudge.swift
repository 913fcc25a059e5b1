/// Whether enough users went a path for it to be shown to anybody.
struct PathJudge {
    let userCount: Int

    func accepts(_ path: PathSearch.Path, _ grounds: GoalSearch.Grounds) -> Bool {
        let went = path.counts.last ?? 0
        let isShort = path.items.count < 3
        switch grounds {
        case .name(.lead): return went >= 3 && path.coverage >= 0.2
        case .name: return went >= (isShort ? 3 : 1) && path.coverage >= 0.25
        case .revenue: return went >= 2 && path.coverage >= 0.25
        case .rarity: return went >= max(5, userCount / 200) && path.coverage >= 0.3
        }
    }
}
