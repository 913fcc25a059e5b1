import Analytics
import Expressions

/// What is known of the data before anybody has said what to count.
extension DashboardModel {
    /// What is in the data fills the body: in view 0, and in view 1 while there is no funnel.
    var showsDiscovery: Bool {
        switch view {
        case .discovery: EmptyScreen(self) == nil
        case .funnel: hasNoFunnel && EmptyScreen(self) == nil
        case .experiments, .traffic, .signals, .events, .health: false
        }
    }

    /// View 0 is on the screen.
    package var isAtDiscovery: Bool { view == .discovery }

    var hasNoFunnel: Bool { funnel?.steps.isEmpty ?? true }

    /// Events by count: all that were read so far, before that those of the sample.
    var seenEvents: [NamedCount] { shown.eventCounts.isEmpty ? profile?.events ?? [] : shown.eventCounts }

    /// Pages by count, as `seenEvents`, without what belongs to pages, as pictures and style sheets do.
    var seenPages: [NamedCount] {
        let pages =
            shown.traffic.pages.isEmpty
            ? profile?.pages ?? []
            : shown.traffic.pages.map { page in
                var count = NamedCount(name: page.page, count: page.events, users: page.users)
                count.isApproximate = page.isApproximate
                return count
            }
        return pages.filter { PagePatterns.isPage($0.name) }
    }

    /// Events that fill a step, of all that were read so far; nil where that is not known: before they are counted, and of
    /// steps with filters.
    func events(of step: StepDefinition) -> Int? {
        func sum(_ counts: [NamedCount], _ pattern: String) -> Int {
            let glob = Glob(pattern)
            return counts.reduce(0) { glob.matches($1.name) ? $0 &+ $1.count : $0 }
        }
        var total = 0
        for alternative in step.alternatives {
            guard alternative.filter == nil else { return nil }
            switch alternative.subject {
            case .event(let name):
                guard countsAreLive else { return nil }
                total &+= sum(seenEvents, name)
            case .page(let path):
                guard !shown.traffic.pages.isEmpty else { return nil }
                total &+= sum(seenPages, path)
            case .anything: return nil
            }
        }
        return total
    }

    /// The counts are of all that was read, not of the sample.
    var countsAreLive: Bool { !shown.eventCounts.isEmpty }

    /// Events have no time: they stand in the order of their lines.
    var isInLineOrder: Bool {
        shown.source.inputs.contains(where: \.isInLineOrder)
            || shown.source.inputs.isEmpty && profile?.isInLineOrder == true
    }

    /// What has been put together, or else what the data suggests.
    var proposedFunnel: FunnelDefinition? { editor?.definition ?? profile?.suggestion?.definition }

    /// Numbers are near, because people were found to be one too late.
    var isApproximate: Bool { shown.isApproximate }
}
