import Analytics
import ByteSources
import Dashboard
import Expressions
import Ingestion
import TerminalUI

/// The dashboard over finished reading: what keys ask for is done before the next key.
struct FrameScreen {
    private let plan: ReadingPlan
    private var configuration: AnalyticsConfiguration
    private var intake: Intake
    private var model: DashboardModel
    private(set) var themeName: String
    private var hasLooked = false

    init(_ plan: ReadingPlan, width: Int, height: Int, glyphs: Glyphs) throws {
        self.plan = plan
        configuration = plan.analytics(isComplete: true)
        intake = try FiniteReading(plan).intake(configuration)
        themeName = plan.settings.view.theme ?? "default"
        model = DashboardModel(
            width: width, height: height, glyphs: glyphs, themeName: themeName, themes: ThemeFolder.names,
            fields: intake.schema?.fields.map(\.path) ?? [], range: plan.settings.view.range,
            filterText: configuration.filter.map(FilterPrinter.text) ?? "")
        let request = model.request
        // The clock of a frame is that of its data: the same input gives the same picture.
        if let last = intake.snapshot(SnapshotRequest(request)).source.lastEvent { try handle(.tick(last)) }
        try publish(request)
        if configuration.funnels.isEmpty { try look() }
    }

    /// Finds out what is in the data, once.
    private mutating func look() throws {
        guard !hasLooked else { return }
        hasLooked = true
        if let profile = FrameScreen.profile(plan) { try handle(.discovered(profile)) }
    }

    /// What the first file is, as the live screen would find out; nil for streams, which are read already.
    private static func profile(_ plan: ReadingPlan) -> DataProfile? {
        let intake = plan.intake(follows: false)
        guard case .files(let pattern)? = intake.origins.first, let path = (try? pattern.expand())?.first,
            let sample = SampleBytes.beginning(
                of: path, limit: DataDiscovery.sampleLimit, lineLimit: LineLimit(intake.description))
        else { return nil }
        return try? DataDiscovery.profile(
            of: sample, source: path, description: intake.description, timeZone: intake.timeZone,
            memory: plan.memory
        ).get()
    }

    mutating func press(_ key: KeyPress) throws {
        try handle(.key(key))
        if model.isAtDiscovery { try look() }
    }

    private mutating func publish(_ request: DashboardRequest) throws {
        try handle(.snapshot(intake.snapshot(SnapshotRequest(request))))
    }

    private mutating func handle(_ message: Message) throws {
        for effect in model.update(message) {
            switch effect {
            case .request(let request): try publish(request)
            case .setTheme(let name): themeName = name
            case .applyFilter, .addBreakdown, .setFunnel, .setExperiment, .declarePhase: try change(effect)
            case .saveFunnel: try handle(.notSaved("a picture saves nothing: run it in a terminal"))
            case .quit, .redraw, .suspend, .bell: break
            }
        }
    }

    private mutating func change(_ effect: Effect) throws {
        do throws(UsageError) {
            guard let changed = try ConfigurationChange.apply(effect, to: configuration, snapshot: model.live) else {
                return
            }
            configuration = changed
        } catch {
            return try handle(.rejected(error.description))
        }
        intake = try FiniteReading(plan).intake(configuration)
        try handle(.accepted)
        try publish(model.request)
    }

    var buffer: CellBuffer {
        var buffer = CellBuffer(width: model.width, height: model.height, glyphs: model.glyphs)
        DashboardView.draw(model, into: &buffer)
        return buffer
    }
}
