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
    var isApproximate: Bool { shown.source.identity.approximate > 0 }
}
