import Expressions
import SeededNumbers

/// The rows of the table of SPEC §3, and what each changes in a definition.
enum OptionRow: String, CaseIterable, Sendable {
    case plain, overlappingSteps, noWindow, strictOrder, anyOrder, anyOrderOverlapping, entryFirst, stepWindow
    case bothWindows, reuse, tiesStrict, tiesArrival, tiesArrivalOverlapping, grace, total, totalExcluding, session
    case unitField, dropExcluded, removeExcluded, optional, filters, holding, firstTime, repeatsStop, repeatsStopReuse
    case open, strictOrderOverlapping, combined, totalCombined, removeCombined, repeatsStopCombined

    func apply(to definition: inout FunnelDefinition, _ random: inout SeededGenerator) {
        switch self {
        case .plain: break
        case .overlappingSteps: overlap(&definition, &random)
        case .noWindow: definition.window = nil
        case .strictOrder: definition.order = .strict
        case .strictOrderOverlapping:
            definition.order = .strict
            overlap(&definition, &random)
        case .anyOrder: definition.order = .any
        case .anyOrderOverlapping:
            definition.order = .any
            definition.reusesEvents = random.chance(30)
            overlap(&definition, &random)
        case .entryFirst: definition.entry = .first
        case .stepWindow: (definition.stepWindow, definition.window) = (Self.span(&random), nil)
        case .bothWindows: definition.stepWindow = Self.span(&random)
        case .reuse:
            definition.reusesEvents = true
            overlap(&definition, &random)
        case .tiesStrict:
            definition.ties = .strict
            overlap(&definition, &random)
        case .tiesArrival: definition.ties = .arrival
        case .tiesArrivalOverlapping:
            definition.ties = .arrival
            overlap(&definition, &random)
        case .grace: definition.ties = .grace(.seconds(Int64.random(in: 1...2, using: &random)))
        case .total: definition.counting = .total
        case .totalExcluding:
            definition.counting = .total
            exclude(&definition, &random)
        case .session: definition.counting = .session
        case .unitField: definition.unitField = "org"
        case .dropExcluded: exclude(&definition, &random)
        case .removeExcluded:
            exclude(&definition, &random)
            definition.exclusionPolicy = .remove
        case .optional:
            for step in definition.steps.indices.dropFirst() where random.chance(50) {
                definition.steps[step].isOptional = true
            }
        case .filters: addFilters(&definition, &random)
        case .holding: definition.heldField = "item"
        case .firstTime:
            for step in definition.steps.indices where random.chance(50) {
                definition.steps[step].isFirstTimeOnly = true
            }
            if random.chance(50) { addFilters(&definition, &random) }
        case .repeatsStop: definition.repeats = .stop
        case .repeatsStopReuse:
            definition.repeats = .stop
            definition.reusesEvents = true
            overlap(&definition, &random)
        case .open: definition.isOpen = true
        case .combined: combine(&definition, &random)
        case .totalCombined:
            combine(
                &definition, &random,
                [
                    [.total, .totalExcluding], [.overlappingSteps, .plain], Self.windows, Self.ties,
                    [.optional, .plain],
                ])
        case .removeCombined:
            combine(
                &definition, &random,
                [[.removeExcluded], Self.windows, [.tiesStrict, .plain], [.entryFirst, .optional, .plain]])
        case .repeatsStopCombined:
            combine(
                &definition, &random,
                [
                    [.repeatsStop], Self.windows, [.tiesStrict, .tiesArrival, .plain],
                    [.entryFirst, .optional, .plain],
                    [.dropExcluded, .plain],
                ])
        }
    }

    private static func span(_ random: inout SeededGenerator) -> TimeSpan {
        .seconds(Int64.random(in: 0...5, using: &random))
    }

    private func overlap(_ definition: inout FunnelDefinition, _ random: inout SeededGenerator) {
        let names = ["a", "b", "c", "*"]
        for step in definition.steps.indices where random.chance(60) {
            definition.steps[step].alternatives = (0...random.pick([0, 0, 1])).map { _ in
                StepAlternative(.event(random.pick(names)))
            }
        }
    }

    private func exclude(_ definition: inout FunnelDefinition, _ random: inout SeededGenerator) {
        for _ in 0...random.pick([0, 0, 1]) {
            let first = Int.random(in: 1..<definition.steps.count, using: &random)
            let last = Int.random(in: first + 1...definition.steps.count, using: &random)
            let event = StepAlternative(.event(random.pick(["x", "x", "x", "a", "b"])))
            definition.exclusions.append(Exclusion(event, between: first, and: last))
        }
    }

    private func addFilters(_ definition: inout FunnelDefinition, _ random: inout SeededGenerator) {
        for step in definition.steps.indices where random.chance(60) {
            let number = Double(Int.random(in: 1...3, using: &random))
            let literal = Literal(text: "\(Int(number))", number: number)
            let filters: [Filter] = [
                .comparison(Comparison("n", .greaterOrEqual(literal))), .comparison(Comparison("n", .equal(literal))),
                .not(.comparison(Comparison("n", .less(literal)))), .comparison(Comparison("item", .exists)),
                .and(.comparison(Comparison("item", .like("s%"))), .comparison(Comparison("n", .exists))),
                .or(
                    .comparison(Comparison("item", .oneOf([Literal(text: "sock"), Literal(text: "hat")]))),
                    .comparison(Comparison("n", .lessOrEqual(literal)))),
            ]
            let subject: StepAlternative.Subject =
                random.chance(20)
                ? .page(random.pick(["/p/*", "/p/1", "/*"])) : definition.steps[step].alternatives[0].subject
            definition.steps[step].alternatives[0] = StepAlternative(subject, filter: random.pick(filters))
        }
    }

    /// Options that may stand together; those whose meaning together SPEC leaves open are not combined.
    private func combine(
        _ definition: inout FunnelDefinition, _ random: inout SeededGenerator, _ pools: [[OptionRow]]
    ) {
        for pool in pools { random.pick(pool).apply(to: &definition, &random) }
    }

    private static let windows: [OptionRow] = [.stepWindow, .bothWindows, .noWindow, .plain, .plain]
    private static let ties: [OptionRow] = [.tiesStrict, .tiesArrival, .reuse, .plain, .plain]

    private func combine(_ definition: inout FunnelDefinition, _ random: inout SeededGenerator) {
        let pools: [[OptionRow]] = [
            [.overlappingSteps, .plain], Self.windows, Self.ties, [.entryFirst, .optional, .holding, .plain],
            [.dropExcluded, .plain, .plain], [.session, .unitField, .plain], [.filters, .plain],
        ]
        combine(&definition, &random, pools)
    }
}
