import ArgumentParser
import Expressions
import Ingestion
import StateFiles

/// Where the numbers are kept between runs.
struct StateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep the numbers in this file and go on from them the next time: files are then read on where they were left.",
            valueName: "file"))
    var state: String?

    @Option(help: ArgumentHelp("Time between two saves, at least (default: 10s).", valueName: "time"))
    var stateInterval: String?

    /// nil where nothing is to be kept.
    ///
    /// - Parameter plan: what is read: never the file itself.
    /// - Throws: `UsageError` where the file is in use, or could hold the numbers of somebody else.
    func keeper(for plan: ReadingPlan) throws -> StateKeeper? {
        guard let state else {
            if stateInterval != nil { throw UsageError("--state-interval: there is no --state to save to") }
            return nil
        }
        if state.isEmpty { throw UsageError("--state: the name of the file is empty") }
        if NamedPlaces.names(state, among: plan.origins) {
            throw UsageError(
                "--state: \(ExpressionExcerpt.visible(state)) is, or would be, one of the sources; put it elsewhere, or begin its name with a dot"
            )
        }
        let interval = try stateInterval.map(StateOptions.interval) ?? .seconds(10)
        do throws(StateFileError) { return try StateKeeper(path: state, interval: interval) } catch {
            throw UsageError("--state: \(error.description)")
        }
    }

    private static func interval(_ text: String) throws -> Duration {
        do throws(ExpressionError) {
            return .microseconds(try DurationParser.parse(text).microseconds)
        } catch {
            throw UsageError("--state-interval: \(error.description)")
        }
    }
}
