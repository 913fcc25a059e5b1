/// Names that a configuration file may use and that are not known from the file itself: they lie on the machine.
package struct KnownNames {
    /// Themes that can be found; nil leaves theme names unchecked.
    package var themes: (() -> [String])?
    /// Whether times can be read in a zone; nil leaves zones unchecked.
    package var isTimeZone: ((String) -> Bool)?
    /// All zones there are, for a suggestion; asked only where one is not known.
    package var timeZones: () -> [String] = { [] }

    /// Knows nothing, and so finds nothing wrong.
    package init() {}
}
