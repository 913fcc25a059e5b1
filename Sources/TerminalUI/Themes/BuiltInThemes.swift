/// The themes that are in the program itself, so that it looks right wherever it is copied to.
package enum BuiltInThemes {
    /// The names, `default` first.
    package static let names: [String] = texts.map(\.name)

    /// Name and file text of each.
    package static let texts: [(name: String, text: String)] = [
        ("default", defaultText), ("night", night), ("paper", paper), ("high-contrast", highContrast),
        ("deuteranopia", deuteranopia), ("mono", mono), ("console", console),
    ]

    /// The theme with this name; `nil` when it is not built in.
    package static func theme(named name: String) -> Theme? {
        texts.first { $0.name == name }.map { ThemeParser.parse(text: $0.text, name: name).0 }
    }

    /// What is used when nothing was chosen.
    package static var standard: Theme { ThemeParser.parse(text: defaultText, name: "default").0 }
}
