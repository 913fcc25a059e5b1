import Analytics
import ArgumentParser
import ByteSources
import Configuration

/// What the input is and how it is to be read.
struct InputOptions: ParsableArguments {
    @Argument(help: "A path, a glob in quotes, or - for standard input.")
    var sources: [String] = []

    @Option(
        help: ArgumentHelp(
            "A configuration file (default: funneltop.yaml beside the data, else in ~/.config/funneltop).",
            valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("jsonl, csv, combined, segment, ga4 …; found by itself otherwise.", valueName: "name"))
    var format: String?

    @Option(help: ArgumentHelp("The field that is the time of an event, or two, date,time.", valueName: "field"))
    var timeField: String?

    @Option(help: ArgumentHelp("The field that is the user.", valueName: "field"))
    var userField: String?

    @Option(help: ArgumentHelp("The field that stands in for the user where that is absent.", valueName: "field"))
    var anonymousField: String?

    @Option(help: ArgumentHelp("The field that is the session.", valueName: "field"))
    var sessionField: String?

    @Option(help: ArgumentHelp("The field that is the event's name.", valueName: "field"))
    var eventField: String?

    @Option(help: ArgumentHelp("The field that is the page.", valueName: "field"))
    var pageField: String?

    @Option(help: ArgumentHelp("The field that tells copies of one event apart from others.", valueName: "field"))
    var idField: String?

    @Option(help: ArgumentHelp("The field that is the revenue.", valueName: "field"))
    var revenueField: String?

    @Flag(help: "The first row of delimited text is data, not names.")
    var noHeader = false

    @Option(help: ArgumentHelp("Names of the columns, in order, for delimited text.", valueName: "a,b,c"))
    var columns: String?

    @Option(help: ArgumentHelp("The one character between columns (\\t for a tab).", valueName: "character"))
    var delimiter: String?

    @Option(
        help: ArgumentHelp("For times without a zone: UTC, +02:00 or a name such as Europe/Berlin.", valueName: "zone"))
    var timezone: String?

    @Option(help: ArgumentHelp("How far out of order events may come: a time such as 60s, or all.", valueName: "time"))
    var lateness: String?

    @Option(help: ArgumentHelp("How far ahead of the clock events may be; others are left out.", valueName: "time"))
    var ahead: String?

    @Option(help: ArgumentHelp("Silence that ends a session where the data has no session field.", valueName: "time"))
    var sessionGap: String?

    @Flag(help: "Every id is a user: ids of one person are not tied together.")
    var noStitching = false

    @Flag(help: "Events of known bots count like any other; otherwise they are counted and left out.")
    var includeBots = false

    @Option(
        help: ArgumentHelp(
            "Longer lines are left out and counted (default: 64K; up to 16M).", valueName: "size"))
    var lineLimit: String?

    @Option(
        help: ArgumentHelp(
            "Stay within so much memory for the numbers, such as 512M or 2G: what has to be given up is counted and shown.",
            valueName: "size"))
    var memory: String?

    @Option(help: ArgumentHelp("Only events from this time on (ISO 8601).", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Only events before this time (ISO 8601).", valueName: "time"))
    var until: String?
}
