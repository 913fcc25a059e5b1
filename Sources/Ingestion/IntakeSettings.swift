import Analytics
import ByteSources
import Decoding
import Dispatch

extension LineLimit {
    package init(_ description: InputDescription) {
        self.init(bytes: description.lineLimit ?? InputDescription.usualLineLimit)
    }
}

/// How inputs are read.
package struct IntakeSettings {
    package var origins: [InputOrigin]
    package var description: InputDescription
    /// The zone named by `description.timeZone`, where it is of the time zone database.
    package var timeZone: TimeZoneTable?
    package var start: StartPosition = .beginning
    /// Waits for more at the end; otherwise an input is over when it has been read.
    package var follows: Bool

    /// The numbers are kept for a later run: nothing is read twice, because by then it may be gone.
    package var keepsState = false

    /// The machine's clock, in microseconds since 1970: for what is of the future, and for the lag.
    package var wallClock: @Sendable () -> Int64 = { WallClock.microseconds }

    /// Ends a reading before its end; only one whose numbers are kept heeds it.
    package var stop: StopRequest?

    /// What was found out about inputs already; shared by all readings of one plan.
    package var memory = DetectionMemory()

    /// Is shown the first input, for people who have not said what to count.
    package var look: FirstLook?

    /// Sources made by the program give the same again when they are made anew.
    private let sourcesStartAgain: Bool

    package init(
        origins: [InputOrigin], description: InputDescription, follows: Bool, canStartAgain: Bool = false
    ) {
        self.origins = origins
        self.description = description
        self.follows = follows
        sourcesStartAgain = canStartAgain
    }

    /// A longer line is left out and counted.
    var lineLimit: LineLimit { LineLimit(description) }

    /// Memory for what is read and not yet decoded; a line and its newline fit a chunk.
    func makePool() -> ChunkPool { ChunkPool(capacity: max(1 << 20, lineLimit.bytes + 1), maximumFree: 8) }

    /// Bytes of each of so many inputs that are read at once: one chunk of each is at hand where they are merged.
    static func portion(inputs: Int) -> Int { max(128 << 10, min(1 << 20, (32 << 20) / max(1, inputs))) }

    /// Looks into the beginnings of several files side by side, for `memory`: one after the other, as they are read, that
    /// is what takes longest of many small ones.
    func lookAhead() {
        let paths = origins.flatMap { origin -> [String] in
            guard case .files(let pattern) = origin else { return [] }
            return (try? pattern.expand()) ?? []
        }
        guard paths.count > 1 else { return }
        let (detect, description) = (detect, description)
        DispatchQueue.concurrentPerform(iterations: paths.count) { index in
            let beginning = DecodedBeginning.sample(of: paths[index], description)
            if let beginning { _ = detect(beginning, paths[index]) }
        }
    }

    /// What a beginning of the input of a name shows.
    var detect: @Sendable (_ sample: [UInt8], _ name: String) -> Result<InputSchema, DetectionError> {
        let (memory, description, timeZone) = (memory, description, timeZone)
        return { memory.detect(sample: $0, description: description, fileName: $1, timeZone: timeZone) }
    }

    /// All inputs are named by paths.
    var areFiles: Bool {
        origins.allSatisfy { if case .files = $0 { true } else { false } }
    }

    /// The inputs can be opened a second time and give the same again.
    var canStartAgain: Bool {
        origins.allSatisfy { origin in
            if case .source = origin { return sourcesStartAgain }
            guard case .files(let pattern) = origin, let paths = try? pattern.expand() else { return false }
            return paths.allSatisfy { path in
                guard let facts = try? FileFacts(path: path) else { return true }
                return facts.kind == .regular
            }
        }
    }
}

extension DecodedBeginning {
    /// As much of a file's beginning as its format is found in: the same bytes for all who ask, so that it is found once.
    static func sample(of path: String, _ description: InputDescription) -> [UInt8]? {
        records(of: path, limit: FormatDetection.sampleLimit(for: description), lineLimit: LineLimit(description))
    }
}
