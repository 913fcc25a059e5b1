import Analytics
import Expressions

/// Makes settings of what was found in some data.
package enum DiscoveredSettings {
    /// The suggested funnels, breakdowns by what users differ in, experiments that the data carry, and the description of the
    /// input as given; the format where all profiles agree.
    ///
    /// - Parameter given: what the user said about the input, which cannot be found by itself.
    package static func settings(of profiles: [DataProfile], given: InputDescription = InputDescription()) -> Settings {
        var settings = Settings()
        settings.sources = profiles.map(\.source).filter { $0 != "-" && !$0.isEmpty }
        settings.input = given
        if let format = profiles.first?.format, profiles.allSatisfy({ $0.format == format }) {
            settings.input.format = given.format ?? InputFormat(rawValue: format)
        }
        for profile in profiles {
            guard let definition = profile.suggestion?.definition else { continue }
            let steps = definition.steps.map(\.alternatives)
            if settings.funnels.contains(where: { $0.steps.map(\.alternatives) == steps }) { continue }
            var funnel = definition
            let same = settings.funnels.filter { $0.name.hasPrefix(definition.name) }.count
            if same > 0 { funnel.name += " \(same + 1)" }
            settings.funnels.append(funnel)
        }
        settings.kpi = settings.funnels.first?.name
        for role in [DataProfile.Role.device, .country, .channel] {
            for profile in profiles {
                guard let field = profile.fields.first(where: { $0.role == role }) else { continue }
                let breakdown = AnalyticsConfiguration.Breakdown(field: name(of: field, in: profile))
                if !settings.breakdowns.contains(breakdown) { settings.breakdowns.append(breakdown) }
            }
        }
        for profile in profiles {
            for field in profile.fields where field.role == .variant {
                let name = field.path.split(separator: ".").last.map(String.init) ?? field.path
                guard !settings.experiments.contains(where: { $0.name == name }) else { continue }
                settings.experiments.append(ExperimentDefinition(name: name, factors: [field.path]))
            }
        }
        return settings
    }

    /// The last part of the path, where that says enough.
    private static func name(of field: DataProfile.Field, in profile: DataProfile) -> String {
        guard let last = field.path.split(separator: ".").last.map(String.init), last != field.path else {
            return field.path
        }
        // Names of parts, and names that say nothing without what they stand in.
        let parts: Set<String> = [
            "time", "user", "anonymous", "session", "event", "page", "id", "revenue", "name", "type", "category",
            "source", "medium", "value",
        ]
        let same = profile.fields.filter { $0.path == last || $0.path.hasSuffix("." + last) }
        return same.count == 1 && !parts.contains(last) ? last : field.path
    }
}
