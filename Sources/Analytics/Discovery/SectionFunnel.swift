import Expressions

/// The funnel of a site whose visitors go no common way: from the pages most of them see to the one that is worth something.
struct SectionFunnel {
    private static let mostSections = 4
    private static let fewestUsers = 5

    private(set) var funnel: SuggestedFunnel?

    init(_ sample: EventSample) {
        guard !sample.pages.isEmpty else { return }
        let sections = SampleItems(sample, .sections)
        let valuable = sections.items.indices.filter {
            sections.items[$0].worth != nil && sections.items[$0].users >= SectionFunnel.fewestUsers
        }
        let goal = valuable.max { a, b in
            let (first, second) = (sections.items[a], sections.items[b])
            return (first.worth?.rawValue ?? 0, first.users, second.rawName)
                < (second.worth?.rawValue ?? 0, second.users, first.rawName)
        }
        guard let goal else { return }
        let end = sections.items[goal]
        let wide = sections.items.indices.filter {
            $0 != goal && sections.items[$0].worth == nil && sections.items[$0].users > end.users
        }.sorted { a, b in
            (-sections.items[a].users, sections.items[a].rawName) < (
                -sections.items[b].users, sections.items[b].rawName
            )
        }.prefix(SectionFunnel.mostSections)
        let begin = wide.flatMap { sections.items[$0].subjects }
        guard !begin.isEmpty else { return }
        let measured = SampleFunnel(sample, steps: [begin, end.subjects])
        let durations = measured.durations
        guard durations.count >= SectionFunnel.fewestUsers else { return }
        let steps = [
            StepDefinition(name: "Pages", alternatives: begin.map { StepAlternative($0) }),
            StepDefinition(name: end.plainName, alternatives: end.subjects.map { StepAlternative($0) }),
        ]
        var definition = FunnelDefinition(name: end.plainName.lowercased(), steps: steps)
        let window = sample.hasTimes ? SuggestionWriter.window(durations) : nil
        definition.window = window
        let counts = measured.counts(window: window)
        funnel = SuggestedFunnel(
            definition: definition,
            reason:
                "\(ThousandsText.of(UInt(end.users))) of \(ThousandsText.of(UInt(sample.userCount))) users came to "
                + "\(end.rawName), on no common way: the first step is the pages most users see.",
            counts: counts)
    }
}
