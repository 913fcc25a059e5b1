import Analytics
import Decoding
import Expressions
import Glibc
import Ingestion
import TerminalUI

/// Reads everything there is, for a report or a single frame.
struct FiniteReading {
    let plan: ReadingPlan
    /// Keeps the numbers for a later run, and has those of the one before.
    private let keeper: StateKeeper?

    init(_ plan: ReadingPlan, keeper: StateKeeper? = nil) {
        self.plan = plan
        self.keeper = keeper
    }

    /// - Throws: `UsageError` for definitions that cannot be computed, `InputError` where nothing could be read.
    func intake(_ configuration: AnalyticsConfiguration, following trace: UserTrace? = nil) throws -> Intake {
        let intake: Intake
        do throws(PlanError) {
            intake = try Intake(plan.intake(follows: false), configuration)
        } catch {
            throw UsageError(error.description)
        }
        if let trace { intake.follow(trace) }
        intake.readToEnd { Clock.monotonic }
        try check(intake, mayBeEmpty: false)
        return intake
    }

    /// Reads on where the run before stood.
    ///
    /// - Returns: also what saves the numbers, and says whether they were saved.
    /// - Throws: `Stopped` where a signal came before the end; the numbers up to there are saved.
    private func intake(
        _ configuration: AnalyticsConfiguration, _ keeper: StateKeeper
    ) throws -> (Intake, save: () -> Bool) {
        let signals = StopSignals()
        var settings = plan.intake(follows: false)
        settings.stop = signals.request
        let begun: StateKeeper.Begun
        do throws(StartError) {
            begun = try StateKeeper.begin(
                keeper, settings, configuration, latenessIsGiven: plan.settings.lateness != nil)
        } catch {
            throw UsageError(error.description)
        }
        for remark in begun.remarks { Diagnostics.warn(SafeText.make(remark)) }
        let ended = begun.intake.readToEnd(clock: { Clock.monotonic }, keeping: keeper)
        func save() -> Bool {
            let outcome = keeper.save(ended.saved)
            if let trouble = outcome.trouble { Diagnostics.warn(SafeText.make(trouble)) }
            return outcome.trouble == nil
        }
        if !ended.isWhole {
            let isSaved = withExtendedLifetime(signals) { save() }
            throw Stopped(signal: signals.first ?? SIGINT, progress: begun.intake.progress, isSaved: isSaved)
        }
        signals.end()
        try check(begun.intake, mayBeEmpty: true)
        return (begun.intake, save)
    }

    /// - Parameter mayBeEmpty: files may be there in which nothing stands yet.
    /// - Throws: `InputError` where nothing could be read, `UsageError` where that could be known by the sources alone.
    private func check(_ intake: Intake, mayBeEmpty: Bool) throws {
        if intake.state.eventTotal == 0 {
            let reason = FiniteReading.reason(intake, plan.analytics(isComplete: true))
            guard mayBeEmpty, intake.troubles.isEmpty, FiniteReading.isEmpty(intake.source) else {
                throw plan.namesEmptyFoldersOnly ? UsageError(reason) : InputError(reason)
            }
            for line in reason.split(separator: "\n") { Diagnostics.warn(String(line)) }
        }
        for trouble in intake.troubles {
            Diagnostics.warn("\(SafeText.make(trouble.path)): \(SafeText.make(trouble.reason))")
        }
    }

    /// The numbers, whether every source could be read, and what keeps the numbers and says whether they are kept.
    func snapshot() throws -> (Snapshot, isWhole: Bool, save: () -> Bool) {
        let configuration = plan.analytics(isComplete: true)
        let (intake, save) =
            try keeper.map { try self.intake(configuration, $0) } ?? (self.intake(configuration), { true })
        let snapshot = intake.snapshot(plan.request)
        for warning in snapshot.warnings { Diagnostics.warn(SafeText.make(warning)) }
        for experiment in snapshot.experiments {
            for note in experiment.notes where note.isProblem {
                Diagnostics.warn("experiment \(SafeText.make(experiment.name)): \(SafeText.make(note.description))")
            }
        }
        return (snapshot, intake.troubles.isEmpty, save)
    }

    /// Why a user is where he is in each funnel.
    func explanation(of user: String) throws -> Explanation {
        let configuration = plan.analytics(isComplete: true)
        let trace: UserTrace
        do throws(PlanError) {
            trace = try UserTrace(configuration, user: Hash64.hash(user))
        } catch {
            throw UsageError(error.description)
        }
        let followed = try intake(configuration, following: trace).followed ?? trace
        return followed.explanation(user: user)
    }

    /// Nothing stands in any input.
    private static func isEmpty(_ source: SourceSnapshot) -> Bool {
        source.inputs.allSatisfy { $0.bytes == 0 && $0.rejected == 0 }
    }

    /// Why there is no usable event.
    private static func reason(_ intake: Intake, _ configuration: AnalyticsConfiguration) -> String {
        let troubles = intake.troubles
        if !troubles.isEmpty {
            return troubles.map { SafeText.make($0.reason) }
                .joined(separator: "\n")
        }
        let source = intake.snapshot(SnapshotRequest()).source
        if isEmpty(source) {
            return source.inputs.map { input in
                let holes = input.holeBytes
                return SafeText.make(input.path) + (holes > 0 ? " holds nothing but \(holes) NUL bytes" : " is empty")
            }.joined(separator: "\n")
        }
        var lines = ["no usable event in \(source.inputs.map { SafeText.make($0.path) }.joined(separator: ", "))"]
        let leftOut = source.inputs.reduce(0) { $0 + $1.events }
        let options = [
            ("--since", configuration.since != nil), ("--until", configuration.until != nil),
            ("--where", configuration.filter != nil),
        ].filter(\.1).map(\.0).joined(separator: ", ")
        if leftOut > 0, !options.isEmpty {
            lines.append("  \(leftOut) \(leftOut == 1 ? "event" : "events") left out: \(options)")
        }
        for (reason, count) in source.rejected.sorted(by: { $0.value > $1.value }) {
            let advice = reason.advice.map { " (\($0))" } ?? ""
            lines.append("  \(count) \(count == 1 ? "line" : "lines") rejected: \(reason.rawValue)\(advice)")
        }
        for example in source.rejectedExamples.prefix(3) {
            let place = example.line.line > 0 ? "line \(example.line.line): " : ""
            lines.append("  \(place)\(SafeText.make(example.line.text.prefix(100)))")
        }
        return lines.joined(separator: "\n")
    }
}

extension ReadingPlan {
    /// What is asked for at first.
    var request: SnapshotRequest {
        var request = SnapshotRequest()
        request.range = settings.view.range
        return request
    }
}
