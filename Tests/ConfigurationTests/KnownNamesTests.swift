import Configuration
import Testing

@Suite struct KnownNamesTests {
    private var names: KnownNames {
        var names = KnownNames()
        names.themes = { ["default", "night", "paper"] }
        names.isTimeZone = { ["UTC", "Europe/Berlin"].contains($0) }
        names.timeZones = { ["UTC", "Europe/Berlin"] }
        return names
    }

    static let mistakes = [
        Mistake("view: {theme: »nigth}", "there is no theme `nigth`", "did you mean `night`?"),
        Mistake("view: {theme: »xyzzy}", "there is no theme", "one of: default, night, paper"),
        Mistake("format: csv\ntimezone: »Europe/Berln", "no time zone `Europe/Berln`", "did you mean `Europe/Berlin`?"),
        Mistake("timezone: »Mars", "no time zone", "such as Europe/Berlin"),
    ]

    @Test(arguments: mistakes) func `says where a name stands that is not known here, and which was meant`(
        _ mistake: Mistake
    ) throws {
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationReader.read(text: mistake.text, path: "f.yaml", names: names)
        }
        let error = try #require(errors.all.first)
        #expect(errors.all.count == 1 && error.line == mistake.line && error.column == mistake.column)
        #expect(error.message.contains(mistake.message))
        #expect(error.remedy?.contains(mistake.remedy) == true)
    }

    @Test func `names that are known are taken, and without a machine all are`() throws {
        let text = "view: {theme: night}\ntimezone: Europe/Berlin"
        let settings = try ConfigurationReader.read(text: text, path: "f.yaml", names: names)
        #expect(settings.view.theme == "night" && settings.input.timeZone == "Europe/Berlin")
        let other = try ConfigurationReader.read(text: "view: {theme: x}\ntimezone: y", path: "f.yaml")
        #expect(other.view.theme == "x" && other.input.timeZone == "y")
    }

    @Test func `sources are relative to the folder of the file`() throws {
        let text = "sources: [a.jsonl, ./b.csv, logs/*.gz, ../c, /d, '-', 'tcp://host:1']"
        func sources(_ path: String) throws -> [String] {
            try ConfigurationReader.read(text: text, path: path).sources
        }
        #expect(
            try sources("/etc/shop/f.yaml") == [
                "/etc/shop/a.jsonl", "/etc/shop/b.csv", "/etc/shop/logs/*.gz", "/etc/shop/../c", "/d", "-",
                "tcp://host:1",
            ])
        #expect(try sources("data/f.yaml").first == "data/a.jsonl")
        for path in ["f.yaml", "./f.yaml"] {
            #expect(
                try sources(path) == ["a.jsonl", "./b.csv", "logs/*.gz", "../c", "/d", "-", "tcp://host:1"], "\(path)")
        }
    }

    @Test func `a field with blanks in its name is quoted`() throws {
        for text in ["breakdowns: \"device country\"", "breakdowns: [device country]"] {
            let settings = try ConfigurationReader.read(text: text, path: "f.yaml")
            #expect(settings.breakdowns.map(\.field) == ["device country"])
        }
    }
}
