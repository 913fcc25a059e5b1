/// Persons whose ids have changed, with all that the machines need to move their events.
///
/// A person is named by the index of one of his ids; so each of `persons` is that of one who was, of one who is now, or
/// both. Events of an id that stood under one of them now belong to `IdentityGraph.person(of:)` that id, another of them.
struct PersonChange {
    /// In ascending order.
    let persons: [Int]
    /// Those who have lost ids to others.
    let parted: Set<Int>

    /// Persons who are another now with all that they were: source and target. Those who only lost some ids are not among
    /// them.
    func merges(_ people: IdentityGraph) -> [(source: Int, target: Int)] {
        persons.compactMap { person in
            let target = people.person(of: person)
            return target == person ? nil : (person, target)
        }
    }
}
