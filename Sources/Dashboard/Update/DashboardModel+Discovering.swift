import Analytics
import Expressions

extension DashboardModel {
    mutating func learn(_ found: DataProfile) {
        profile = found
        learnNames()
    }

    /// What was seen since the list of steps was opened is added to it.
    mutating func learnNames() {
        guard var list = editor else { return }
        list.learn(events: seenEvents.map(\.name), pages: seenPages.map(\.name))
        editor = list
    }

    mutating func openEditor() {
        guard showsDiscovery else { return say("nothing has been read yet to pick from") }
        awaitsFunnel = false
        editor = FunnelEditor(
            events: seenEvents.map(\.name), pages: seenPages.map(\.name), from: profile?.suggestion?.definition)
    }

    /// Asks for the proposed funnel to be counted, as one more.
    mutating func acceptFunnel() -> [Effect] {
        guard pending == nil, !awaitsFunnel else {
            say("it is being counted: the numbers follow")
            return []
        }
        guard let proposed = sound() else { return [] }
        if let known = shown.funnels.firstIndex(where: { $0.definition == proposed }) {
            showProposal(at: known)
            say("this funnel is there already")
            return []
        }
        let position = shown.funnels.count
        return ask(.proposal(position), .setFunnel(FunnelPrinter.text(proposed), replacing: position))
    }

    /// The proposed funnel, or nil where there is none that could be counted, which is then said.
    private mutating func sound() -> FunnelDefinition? {
        guard let proposed = proposedFunnel else {
            say("nothing suggests itself: e picks the steps")
            return nil
        }
        guard let problem = proposed.problems.first else { return proposed }
        say(problem == .tooFewSteps ? "a funnel needs two steps: Space picks them" : problem.message)
        return nil
    }

    /// The owner counts it: view 1 shows it from the next numbers on.
    mutating func showProposal(at position: Int) {
        editor = nil
        discoveryScroll = 0
        view = .funnel
        zoomed = nil
        awaitsFunnel = hasNoFunnel
        select(funnel: position)
        say("counting the funnel; :save writes it into the configuration")
    }

    /// Asks for the proposed funnel to be written down, or elsewhere for the one that is shown.
    mutating func saveFunnel() -> [Effect] {
        if showsDiscovery {
            guard let proposed = sound() else { return [] }
            return [.saveFunnel(proposed)]
        }
        guard let funnel, !funnel.steps.isEmpty else {
            say("there is no funnel to save")
            return []
        }
        return [.saveFunnel(funnel.definition)]
    }

    mutating func pickStep() {
        guard var list = editor else { return }
        if !list.pick() { say("a funnel has at most \(FunnelDefinition.stepCounts.upperBound) steps") }
        editor = list
    }

    mutating func orderStep(by distance: Int) {
        guard var list = editor else { return }
        if !list.order(by: distance) { say("Space picks the step first, then it can be moved") }
        editor = list
    }

    /// A window that was typed; what is wrong with it stays under the line.
    mutating func setWindow(_ text: String) {
        if text.isEmpty || text == "none" {
            editor?.window = nil
        } else {
            do throws(ExpressionError) {
                let window = try DurationParser.parse(text)
                guard window.microseconds > 0 else {
                    prompt?.error = "a window needs a length: such as 1h; empty is no limit"
                    return
                }
                editor?.window = window
            } catch {
                prompt?.error = ([error.message] + [error.remedy].compactMap { $0 }).joined(separator: "; ")
                return
            }
        }
        prompt = nil
    }

    /// To the next event or page in whose name the search text stands.
    mutating func goToStep(forward: Bool) {
        guard var list = editor else {
            let isThere = (seenEvents + seenPages).contains { contains($0.name) }
            if !isThere { say("“\(searchText)” is not among the events and pages") }
            return
        }
        let found = DashboardModel.next(from: list.cursor, count: list.rows.count, forward: forward) {
            contains(list.rows[$0].step.name)
        }
        guard let found else { return say("“\(searchText)” is not among the events and pages") }
        list.go(to: found)
        editor = list
    }
}
