import ByteSources
import Testing

@testable import Ingestion

@Suite struct NamedPlacesTests {
    @Test func `one place has one name`() {
        let here = NamedPlaces.place(of: ".")
        #expect(here.hasPrefix("/"))
        #expect(NamedPlaces.place(of: "./a//b/.") == here + "/a/b")
        #expect(NamedPlaces.place(of: "/x/./y") == "/x/y")
        #expect(NamedPlaces.place(of: "-") == "-")
    }

    @Test func `a pattern names what does not exist yet`() {
        func isNamed(_ path: String, _ source: String) -> Bool {
            NamedPlaces.names(path, among: [.files(SourcePattern(source))])
        }
        #expect(isNamed("/nowhere/s.log", "/nowhere/*.log"))
        #expect(!isNamed("/nowhere/.s.log", "/nowhere/*.log"))
        #expect(!isNamed("/nowhere/s", "/nowhere/*.log"))
        #expect(isNamed("/nowhere/a", "/nowhere/./a"))
        #expect(isNamed("/tmp/not-there-yet", "/tmp"))
        #expect(!isNamed("/tmp/below/it", "/tmp"))
    }

    @Test func `a file that is gone is named while its pattern is`() {
        let places = NamedPlaces([.standardInput, .files(SourcePattern("/nowhere/*.log"))])
        let gone = InputCheckpoint(path: "/nowhere/a.log", origin: "/nowhere/*.log")
        #expect(places.path(of: gone) == "/nowhere/a.log")
        #expect(places.path(of: InputCheckpoint(path: "/nowhere/a.log", origin: "/nowhere/a.log")) == nil)
        #expect(places.hasStandardInput)
    }
}
