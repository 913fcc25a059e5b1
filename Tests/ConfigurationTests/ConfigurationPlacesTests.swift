import Configuration
import Testing

@Suite struct ConfigurationPlacesTests {
    private func paths(_ sources: [String], _ environment: [String: String]) -> [String] {
        ConfigurationPlaces(sources: sources) { environment[$0] }.paths
    }

    @Test func `looks beside the data, then in the user's folder, then in the system's`() {
        #expect(
            paths(["logs/events-*.jsonl", "other/x.csv"], ["HOME": "/home/ada"]) == [
                "logs/funneltop.yaml", "/home/ada/.config/funneltop/funneltop.yaml",
                "/etc/xdg/funneltop/funneltop.yaml",
            ])
    }

    @Test func `follows the variables of the XDG specification`() {
        #expect(
            paths(
                ["/var/log/a.jsonl"],
                ["HOME": "/home/ada", "XDG_CONFIG_HOME": "/cfg/", "XDG_CONFIG_DIRS": "/one:relative:/two"]) == [
                    "/var/log/funneltop.yaml", "/cfg/funneltop/funneltop.yaml", "/one/funneltop/funneltop.yaml",
                    "/two/funneltop/funneltop.yaml",
                ])
        #expect(
            paths([], ["HOME": "/h", "XDG_CONFIG_HOME": "relative", "XDG_CONFIG_DIRS": ""]) == [
                "funneltop.yaml", "/h/.config/funneltop/funneltop.yaml", "/etc/xdg/funneltop/funneltop.yaml",
            ])
    }

    @Test(arguments: [[], ["-"], ["a.jsonl"], ["-", "logs/a.jsonl"]])
    func `of standard input the working folder is meant`(sources: [String]) {
        #expect(paths(sources, [:]) == ["funneltop.yaml", "/etc/xdg/funneltop/funneltop.yaml"])
    }
}
