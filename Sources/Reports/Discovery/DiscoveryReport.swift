import Analytics
import TerminalUI

/// What was found in some data, with all that it takes to write it down.
package struct DiscoveryReport: Sendable {
    package var profiles: [DataProfile]
    /// YAML of a configuration that goes with them.
    package var configuration: String
    /// Why each source has the format it has; empty where nobody asked. One list for each profile.
    package var trials: [[FormatTrial]]
    /// Which characters the text is drawn with.
    package var glyphs: Glyphs

    package init(
        profiles: [DataProfile], configuration: String, trials: [[FormatTrial]] = [], glyphs: Glyphs = .unicode
    ) {
        self.profiles = profiles
        self.configuration = configuration
        self.trials = trials
        self.glyphs = glyphs
    }

    /// For a terminal of 80 columns, with a newline at its end; where formats are explained, that alone.
    package var text: String {
        var text = DiscoveryText(glyphs: glyphs)
        if trials.isEmpty {
            for profile in profiles { text.write(profile) }
            text.write(configuration: configuration)
        } else {
            for (profile, trials) in zip(profiles, trials) { text.write(trials, of: profile) }
        }
        return text.lines.joined(separator: "\n") + "\n"
    }

    /// The fields of data in which nobody was found, and what to do: for a terminal of 80 columns, with a newline at its end.
    package static func withoutUser(_ profile: DataProfile, glyphs: Glyphs) -> String {
        var text = DiscoveryText(glyphs: glyphs)
        text.writeWithoutUser(profile)
        return text.lines.joined(separator: "\n") + "\n"
    }
}
