import Analytics
import StateFiles

/// Why a reading does not begin; nothing was changed.
package enum StartError: Error, Sendable, CustomStringConvertible {
    case plan(PlanError)
    case state(StateFileError)

    package var description: String {
        switch self {
        case .plan(let error): error.description
        case .state(let error): error.description
        }
    }
}
