import Analytics
import Dispatch
import StateFiles
import Synchronization

/// Keeps the numbers of a run in a file, for the next run to go on from; has the file to itself until it is let go of.
package final class StateKeeper: Sendable {
    package let interval: Duration
    private let file: StateFile
    /// Writes one after the other.
    private let queue = DispatchQueue(label: "saving", qos: .utility)
    private let definitions = Mutex(Definitions())

    /// Whose numbers are in the file, by fingerprint.
    private struct Definitions {
        var first: UInt64?
        var inFile: UInt64?
        var hasSetAside = false
    }

    /// - Parameter interval: time between two saves, at least.
    /// - Throws: where another program has the file, or somebody else could have written it.
    package init(path: String, interval: Duration = .seconds(10)) throws(StateFileError) {
        self.interval = interval
        file = try StateFile(path: path)
    }

    // MARK: Loading

    /// A reading that goes on from where the run before stood, or begins anew.
    package struct Begun {
        package let intake: Intake
        /// What it computes; with the lateness of the run before, where none was asked for.
        package let configuration: AnalyticsConfiguration
        package let isResumed: Bool
        /// What of the state was refused, why, and where it is kept now; a sentence each.
        package let remarks: [String]
    }

    /// - Parameters:
    ///   - keeper: nil where nothing is kept.
    ///   - latenessIsGiven: the lateness of `configuration` was asked for, not chosen by the program.
    package static func begin(
        _ keeper: StateKeeper?, _ settings: IntakeSettings, _ configuration: AnalyticsConfiguration,
        latenessIsGiven: Bool
    ) throws(StartError) -> Begun {
        var settings = settings
        settings.keepsState = keeper != nil
        var loaded = LoadedState<Intake>()
        if let keeper {
            do throws(StateFileError) {
                loaded = try keeper.file.load { saved throws(StateRefusal) -> Intake in
                    try Intake.resumed(saved, settings, configuration, latenessIsGiven: latenessIsGiven)
                }
            } catch {
                throw .state(error)
            }
        }
        var configuration = configuration
        if let resumed = loaded.value { configuration.lateness = resumed.configuration.lateness }
        let intake: Intake
        if let resumed = loaded.value {
            intake = resumed
        } else {
            do throws(PlanError) { intake = try Intake(settings, configuration) } catch { throw .plan(error) }
        }
        let fingerprint = intake.definition.fingerprint
        let isResumed = loaded.value != nil
        keeper?.definitions.withLock { definitions in
            definitions.first = fingerprint
            definitions.inFile = isResumed ? fingerprint : nil
        }
        return Begun(
            intake: intake, configuration: configuration, isResumed: isResumed,
            remarks: loaded.remarks + intake.notNamedAnyMore)
    }

    // MARK: Saving

    package struct Outcome: Sendable, Hashable {
        /// Why it was not saved; nil where it was.
        package var trouble: String?
        /// What else happened.
        package var remark: String?
    }

    /// Saves on a queue of its own, behind what is being saved, and calls `ended` there.
    func save(_ state: SavedState, ended: @escaping @Sendable (Outcome) -> Void) {
        queue.async { ended(self.save(state)) }
    }

    /// Saves at once.
    @discardableResult
    package func save(_ state: SavedState) -> Outcome {
        var outcome = Outcome()
        do throws(StateFileError) {
            if mustSetAside(before: state), let name = try file.setAside() {
                outcome.remark =
                    "the numbers of the definition this run began with are kept aside as \(name); "
                    + "to go on with them, start with that definition and --state \(name)"
                definitions.withLock { $0.hasSetAside = true }
            }
            try file.save(state)
            definitions.withLock { $0.inFile = state.fingerprint }
        } catch {
            outcome.trouble = "the state was not saved: \(error.cause)"
        }
        return outcome
    }

    /// The file holds numbers of the definition that this run began with, and others are going to take their place.
    private func mustSetAside(before state: SavedState) -> Bool {
        definitions.withLock {
            $0.inFile == $0.first && $0.inFile != nil && $0.inFile != state.fingerprint && !$0.hasSetAside
        }
    }
}
