import Expressions

extension Explanation {
    /// What keeps a user from a step.
    ///
    /// Where events of the step came and count, a rule that is named is one without which he would have reached it.
    package enum Reason: Sendable, Hashable {
        /// No event of the user is the step's.
        case notSeen
        /// The step's event came, and its filter did not hold.
        case filteredOut(count: Int, last: Timestamp, filters: [Filter])
        /// The step's event came, and the filter over everything left it out.
        case leftOut(count: Int, last: Timestamp, filter: Filter)
        /// Events that came too late would have carried him on; `last` is the step's own, if it was among them.
        case late(count: Int, last: Timestamp?, by: TimeSpan?)
        /// The step's event came, and does not count for a reason that has nothing to do with funnels.
        case uncounted(count: Int, last: Timestamp, Standing)
        /// Last seen before the step before it was reached.
        case beforePredecessor(at: Timestamp, predecessor: Timestamp)
        /// A window had passed; `passed` is when the step came and by how much that was too late, where one event tells.
        case outsideWindow(Window, limit: TimeSpan, passed: Passing?)
        /// An excluded event came; `event` is the one that lay in the way, where one tells.
        case excluded(Interruption?)
        /// Strict order: another event came between.
        case broken(Interruption?)
        /// A step done before was done again, which ends the attempts.
        case repeated
        /// The step counts the first-ever event of its name only, which is this one.
        case notFirstTime(first: Timestamp?)
        /// The user's first step-1 event alone opens a window.
        case laterEntry(first: Timestamp)
        /// It came with another value of the held field than the steps before, or without one.
        case otherHeldValue(field: String)
        /// It came at the same time as the step before, or within it in the wrong order of arrival.
        case sameTime
        /// One event cannot fill two steps.
        case usedUp
        /// It came in another session, or with another value of the unit's field.
        case otherUnit(field: String?)
        /// The unit's field was absent.
        case noUnit(field: String)
        /// It was seen, and more than one rule together keep it from counting.
        case several
    }

    /// Where a limit of time is counted from.
    package enum Window: Sendable, Hashable {
        case fromFirst
        case fromPrevious
    }

    /// An event that came too late, and by how much.
    package struct Passing: Sendable, Hashable {
        package var time: Timestamp
        package var excess: TimeSpan

        package init(time: Timestamp, excess: TimeSpan) {
            self.time = time
            self.excess = excess
        }
    }

    /// An event between two steps, 1-based.
    package struct Interruption: Sendable, Hashable {
        package var event: String
        package var time: Timestamp
        package var after: Int
        package var before: Int

        package init(event: String, time: Timestamp, after: Int, before: Int) {
            self.event = event
            self.time = time
            self.after = after
            self.before = before
        }
    }
}
