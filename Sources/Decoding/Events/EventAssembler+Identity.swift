import Analytics

/// Who is who, and which event is a copy.
extension EventAssembler {
    /// Notes for each accepted row whether its user is known and which second id is his.
    func readIdentity(_ group: RowGroup) {
        for row in 0..<acceptedCount {
            let fields = UnsafePointer(group.fields + accepted[row] &* group.width)
            var facts: IdentityColumns.Facts = []
            var other: UInt64 = 0
            let user = EventAssembler.firstPresent(plan.knownPlaces, fields)
            var primary = staged.users[staged.count + row]
            if user.presentStart != nil {
                let device = EventAssembler.firstPresent(plan.anonymous, fields)
                if let start = device.presentStart { other = Hash64.hash(start, count: Int(device.length)) }
                if let (alias, id) = alias(fields) {
                    facts.insert(.isAlias)
                    other = alias.isReversed ? primary : id
                    if alias.isReversed {
                        primary = id
                        staged.users[staged.count + row] = id
                    }
                }
                if other == primary { other = 0 }
                if plan.knownUsers == .all || other != 0 { facts.insert(.isKnown) }
            }
            identity?.others.append(other)
            identity?.facts.append(facts)
        }
    }

    /// The alias that a row declares, with the hash of the id in its field.
    private func alias(_ fields: UnsafePointer<RawField>) -> (RowPlan.AliasPlan, UInt64)? {
        guard !plan.aliases.isEmpty, let place = plan.event else { return nil }
        for alias in plan.aliases where fields[place].isEqual(to: alias.event) {
            let field = fields[alias.previous]
            if let start = field.presentStart { return (alias, Hash64.hash(start, count: Int(field.length))) }
        }
        return nil
    }

    /// Notes the id of each accepted row; 0 where it has none.
    func readIDs(_ group: RowGroup, _ place: Int) {
        for row in 0..<acceptedCount {
            let field = group.fields[accepted[row] &* group.width &+ place]
            guard let start = field.presentStart else {
                ids.append(0)
                continue
            }
            var id = Hash64.hash(start, count: Int(field.length))
            if let scope = plan.idScope {
                let field = group.fields[accepted[row] &* group.width &+ scope]
                if let start = field.presentStart {
                    id = Hash64.mixed(id, Hash64.hash(start, count: Int(field.length)))
                }
            }
            if plan.idsAreOfOneEvent {
                let index = staged.count + row
                id = Hash64.mixed(id, staged.users[index])
                id = Hash64.mixed(id, UInt64(bitPattern: staged.times[index]))
                // Symbols are numbered by decoder: the name itself counts.
                let name = plan.event.map { group.fields[accepted[row] &* group.width &+ $0] } ?? RawField()
                if let start = name.presentStart { id = Hash64.mixed(id, Hash64.hash(start, count: Int(name.length))) }
            }
            ids.append(id)
        }
    }
}
