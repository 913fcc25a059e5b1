/// What the numbers of a snapshot are to be over.
package struct SnapshotRequest: Sendable, Hashable {
    /// nil is everything since the first event.
    package var range: TimeLength?
    /// Half ranges back from the present.
    package var stepsBack = 0
    package var comparesWithPrevious = true
    /// Breakdown values listed by name; the rest goes to `(other)`.
    package var valueLimit = 50

    package init() {}
}
