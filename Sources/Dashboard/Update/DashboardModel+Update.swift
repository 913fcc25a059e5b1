import Analytics
import TerminalUI

extension DashboardModel {
    /// Takes in what happened and says what must be done about it, in order.
    package mutating func update(_ message: Message) -> [Effect] {
        switch message {
        case .key(.resize(let width, let height)):
            self.width = max(0, width)
            self.height = max(0, height)
            if !visiblePanes.contains(focus) { focus = visiblePanes.first ?? .funnel }
            return []
        case .key(let key): return press(key)
        case .snapshot(let snapshot):
            take(snapshot)
            if !hasNoFunnel { awaitsFunnel = false }
            learnNames()
            showWantedBreakdown()
            showWantedExperiment()
            if !visiblePanes.contains(focus) {
                focus = .funnel
                if zoomed != nil { zoomed = .funnel }
            }
            return []
        case .fields(let names):
            fields = names
            return []
        case .tick(let time):
            now = time
            // What was new has been seen by the second tick; the first may come with the snapshot.
            ticksSinceSnapshot = min(ticksSinceSnapshot + 1, 2)
            if ticksSinceSnapshot == 2 { before = nil }
            expireNotice(at: time)
            return []
        case .discovered(let found):
            learn(found)
            return []
        case .saved(let path):
            say("saved in \(path): it counts from the next start on")
            return []
        case .notSaved(let reason):
            say("not saved: \(reason)", isError: true)
            return [.bell]
        case .accepted: return settle()
        case .rejected(let reason):
            refuse(reason)
            return [.bell]
        case .effectFailed(let reason):
            say(reason, isError: true)
            return [.bell]
        case .notice(let text):
            say(text)
            return []
        }
    }

    /// While the picture is held only numbers that were asked for since are taken into it.
    private mutating func take(_ snapshot: Snapshot) {
        let old = shown
        live = snapshot
        ticksSinceSnapshot = 0
        guard let held = frozen else {
            before = old
            return
        }
        let wanted = (range, stepsBack > 0)
        let offered = (snapshot.range?.length, snapshot.range?.isPast ?? false)
        let current = (held.range?.length, held.range?.isPast ?? false)
        if awaitsNumbers, offered == wanted {
            awaitsNumbers = false
            frozen = snapshot
            before = current == wanted ? old : nil
        }
    }

    /// A breakdown that was asked for is shown once a snapshot has it.
    private mutating func showWantedBreakdown() {
        guard let wantedBreakdown, let index = funnel?.breakdowns.firstIndex(where: { $0.field == wantedBreakdown })
        else { return }
        breakdownIndex = index
        self.wantedBreakdown = nil
    }

    mutating func say(_ text: String, isError: Bool = false) {
        notice = Notice(text: text, isError: isError, shownSince: now)
    }

    private mutating func expireNotice(at time: Timestamp) {
        guard var current = notice else { return }
        guard let since = current.shownSince else {
            current.shownSince = time
            notice = current
            return
        }
        let (age, overflow) = time.microseconds.subtractingReportingOverflow(since.microseconds)
        // A clock that was set back must not keep the line for ever.
        if overflow || age >= Notice.microseconds || age < 0 { notice = nil }
    }

    /// The owner has done what the prompt or the chooser asked for.
    private mutating func settle() -> [Effect] {
        defer { pending = nil }
        switch pending {
        case .filter(let text):
            filterText = text
            say(text.isEmpty ? "no filter: all events count" : "filter: \(text)")
        case .breakdown(let field):
            wantedBreakdown = field
            rowSelection = nil
            if !fields.contains(field) { fields.append(field) }
            say("by \(field)")
        case .funnel:
            stepSelection = nil
            say("funnel defined")
        case .proposal(let position): showProposal(at: position)
        case .experiment(let text):
            namesBeforeExperiment = shown.experiments.map(\.name)
            say(view == .experiments ? "experiment \(text) begins" : "experiment \(text) begins: 3 shows it")
        case .phase(let name, let time):
            declaredPhases[name] = time
            say("a phase from \(format.moment(time, now: words.now)) on is declared")
        case nil: break
        }
        if prompt?.isPending == true { prompt = nil }
        awaitsNumbers = true
        return []
    }

    private mutating func refuse(_ reason: String) {
        pending = nil
        if prompt?.isPending == true {
            prompt?.isPending = false
            prompt?.error = reason
        } else {
            say(reason, isError: true)
        }
    }

    private mutating func press(_ key: KeyPress) -> [Effect] {
        // A message has been read once a key is pressed.
        notice = nil
        let place = place
        let action = KeyBindings.action(for: key, at: place)
        switch action {
        case .quit?: return [.quit]
        case .redraw?: return [.redraw]
        case .suspend?: return [.suspend]
        default: break
        }
        switch place {
        case .prompt: return edit(key, action)
        case .chooser: return choose(key, action)
        default: return action.map { perform($0) } ?? []
        }
    }
}
