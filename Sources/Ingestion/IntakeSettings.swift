import Analytics
import ByteSources
import Decoding

/// How inputs are read.
package struct IntakeSettings {
    package var origins: [InputOrigin]
    package var description: InputDescription
    /// The zone named by `description.timeZone`, where it is of the time zone database.
    package var timeZone: TimeZoneTable?
    package var start: StartPosition = .beginning
    /// Waits for more at the end; otherwise an input is over when it has been read.
    package var follows: Bool

    package init(origins: [InputOrigin], description: InputDescription, follows: Bool) {
        self.origins = origins
        self.description = description
        self.follows = follows
    }
}
