import Analytics
import ByteSources
import StateFiles

/// A reading as bytes, and back.
extension Intake {
    /// What the numbers are of.
    var definition: StateDefinition { StateDefinition(configuration, settings.description) }

    /// Differs wherever there is something new to save.
    var mark: Int {
        inputs.reduce(state.eventTotal &+ inputs.count) { $0 &+ $1.counts.bytes &+ $1.changes.mark }
    }

    /// All numbers, and where the inputs stand with them.
    ///
    /// - Complexity: O(memory of the aggregates).
    func saved() -> SavedState {
        let definition = definition
        var writer = StateWriter()
        ReadingCheckpoint(
            definition: definition.text, lateness: configuration.lateness,
            sessionsByField: configuration.sessionsByField, inputs: checkpoints()
        ).save(to: &writer)
        state.save(to: &writer)
        return SavedState(fingerprint: definition.fingerprint, body: writer.finish())
    }

    /// A reading that goes on from what was saved.
    ///
    /// - Parameter latenessIsGiven: the lateness of `configuration` was asked for; otherwise that of the state holds.
    static func resumed(
        _ saved: SavedState, _ settings: IntakeSettings, _ configuration: AnalyticsConfiguration,
        latenessIsGiven: Bool
    ) throws(StateRefusal) -> Intake {
        var reader = StateReader(saved.body)
        let reading: ReadingCheckpoint
        do throws(StateError) { reading = try ReadingCheckpoint(from: &reader) } catch {
            throw .contradictory(error.description)
        }
        var configuration = configuration
        // What the program found out by looking at the input may look otherwise by now.
        configuration.sessionsByField = reading.sessionsByField
        if !latenessIsGiven { configuration.lateness = reading.lateness }
        let definition = StateDefinition(configuration, settings.description)
        if let difference = definition.difference(from: reading.definition) {
            throw .foreign("was made with other settings (\(difference))")
        }
        // Before the first line nothing was found out, nor counted.
        let isUntouched = reading.inputs.allSatisfy(\.sample.isEmpty)
        let hasSessions = isUntouched ? SessionField.isWanted(settings, configuration) : reading.sessionsByField
        configuration.sessionsByField = hasSessions
        let intake: Intake
        do throws(PlanError) { intake = try Intake(settings, exactly: configuration) } catch {
            throw .foreign("was made with other settings (\(error.description))")
        }
        if hasSessions == reading.sessionsByField {
            do throws(StateError) { try intake.state.restore(from: &reader) } catch {
                throw .contradictory(error.description)
            }
            guard reader.isAtEnd else { throw .contradictory("\(reader.remaining) bytes are left over") }
        }
        intake.resume(reading.inputs)
        return intake
    }

    /// What is counted of files that are not named in this run; a sentence, if there is any.
    var notNamedAnyMore: [String] {
        let paths = inputs.filter { $0.reader.source is MemorySource }.map(\.path)
        guard let first = paths.first else { return [] }
        let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
        return ["the state also counts \(first)\(more), not named in this run and not read on"]
    }

    /// Megabytes read at least before it is seen that a reading is to stop.
    private static let chunksPerRound = 4

    /// A reading of which the numbers are kept, at its end.
    package struct Ended {
        /// What is to be saved: all but the unfinished ends of files, which may yet go on.
        package let saved: SavedState
        /// It came to its end; otherwise it was stopped before.
        package let isWhole: Bool
    }

    /// Reads everything there is and ends every input, from time to time saving where it stands; less where it is to
    /// stop (`IntakeSettings.stop`).
    ///
    /// - Parameter clock: Monotonic time.
    package func readToEnd(clock: () -> Duration, keeping keeper: StateKeeper) -> Ended {
        var last = clock()
        /// - Returns: true if it was stopped.
        func readOn() -> Bool {
            while settings.stop?.isMade != true, round(now: clock(), chunks: Self.chunksPerRound) {
                guard clock() - last >= keeper.interval else { continue }
                keeper.save(saved())
                last = clock()
            }
            guard settings.stop?.isMade == true else { return false }
            settleWhatIsReadOnce()
            return true
        }
        if readOn() { return Ended(saved: saved(), isWhole: false) }
        for input in inputs where !(input.reader.source is FileTail) { input.finish() }
        if readOn() { return Ended(saved: saved(), isWhole: false) }
        let state = saved()
        readOnce(clock)
        return Ended(saved: state, isWhole: true)
    }
}
