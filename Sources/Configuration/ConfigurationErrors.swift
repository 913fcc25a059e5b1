/// One mistake in a configuration file, with its place and what would be right.
package struct ConfigurationError: Sendable, Hashable, CustomStringConvertible {
    package var path: String
    /// From 1.
    package var line: Int
    /// From 1, in Unicode scalars.
    package var column: Int
    package var message: String
    package var remedy: String?

    package init(path: String, line: Int, column: Int, message: String, remedy: String? = nil) {
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    /// `funneltop.yaml:3:5: unknown key `fiels`: did you mean `fields`?`
    package var description: String {
        "\(path):\(line):\(column): \(message)" + (remedy.map { ": " + $0 } ?? "")
    }
}

/// Every mistake of a configuration file, in the order of the file; never empty.
package struct ConfigurationErrors: Error, Sendable, Hashable, CustomStringConvertible {
    package var all: [ConfigurationError]

    package init(_ all: [ConfigurationError]) { self.all = all }

    /// One mistake a line.
    package var description: String { all.map(\.description).joined(separator: "\n") }
}
