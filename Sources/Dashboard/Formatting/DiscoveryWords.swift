import Analytics

/// What was found in the data, in words.
enum DiscoveryWords {
    /// From here on a format is no guess.
    static let likely = 0.5
    /// From here on nothing else comes into question.
    static let certain = 0.95

    /// `certain (99 %)`
    static func certainty(_ certainty: Double, _ format: Formatting) -> String {
        guard certainty.isFinite else { return "a guess (--format names it)" }
        let share = format.percent(min(1, max(0, certainty)))
        switch certainty {
        case certain...: return "certain (\(share))"
        case 0.75..<certain: return "very likely (\(share))"
        case likely..<0.75: return "likely (\(share))"
        default: return "a guess (\(share), --format names it)"
        }
    }

    /// What else it could have been; nil where nothing else came into question.
    static func alternatives(_ profile: DataProfile, _ format: Formatting) -> String? {
        guard !profile.alternatives.isEmpty, !(profile.certainty >= certain) else { return nil }
        let others = profile.alternatives.prefix(3).map {
            "\($0.format) \(format.percent(min(1, max(0, $0.certainty))))"
        }
        return "otherwise \(others.joined(separator: ", "))"
    }

    /// From when to when the rows are; the years are told where they are not this one.
    static func span(_ profile: DataProfile, _ format: Formatting, now: Timestamp?) -> Phrase {
        if profile.isInLineOrder { return Phrase(text: "no time: lines count in their order", role: .warning) }
        guard let first = profile.first, let last = profile.last else {
            return Phrase(text: "no time found yet", role: .warning)
        }
        let (length, overflow) = last.microseconds.subtractingReportingOverflow(first.microseconds)
        let from = "\(format.date(first, now: now)) \(format.minute(first))"
        let isOneDay = format.date(first, now: last) == format.date(last)
        let to = isOneDay ? format.minute(last) : "\(format.date(last, now: now)) \(format.minute(last))"
        return Phrase(
            text: "\(from) to \(to)" + (overflow || length < 0 ? "" : ", \(format.duration(Double(length) / 1e6))"))
    }

    /// Those that were taken for something first, in the order of what they were taken for.
    static func ordered(_ fields: [DataProfile.Field]) -> [DataProfile.Field] {
        DataProfile.Role.allCases.flatMap { role in fields.filter { $0.role == role } }
            + fields.filter { $0.role == nil }
    }

    /// What every event should have and no field was taken for, and what is done about it.
    static func missing(
        _ fields: [DataProfile.Field], isInLineOrder: Bool
    ) -> [(role: DataProfile.Role, words: String)] {
        let taken = Set(fields.compactMap(\.role))
        var missing: [(DataProfile.Role, String)] = []
        if !taken.contains(.time) {
            missing.append((.time, isInLineOrder ? "line order" : "--time-field"))
        }
        if taken.isDisjoint(with: [.user, .anonymous, .session]) { missing.append((.user, "--user-field")) }
        if !taken.contains(.event) { missing.append((.event, "--event-field")) }
        return missing
    }
}
