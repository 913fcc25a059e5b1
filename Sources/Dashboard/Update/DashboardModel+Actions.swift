import Analytics
import Expressions
import TerminalUI

extension DashboardModel {
    /// What a key does in the views and in the help.
    mutating func perform(_ action: Action) -> [Effect] {
        if isHelpOpen { return performInHelp(action) }
        switch action {
        case .quit: return [.quit]
        case .closeOrQuit: return close() ? [] : [.quit]
        case .close:
            if !close() { clearSelections() }
        case .help:
            isHelpOpen = true
            helpScroll = 0
        case .search: prompt = Prompt(.search, text: "")
        case .filter: prompt = Prompt(.filter, text: filterText)
        case .command: prompt = Prompt(.command)
        case .nextMatch: goToMatch(forward: true)
        case .previousMatch: goToMatch(forward: false)
        case .nextPane: cycleFocus(by: 1)
        case .previousPane: cycleFocus(by: -1)
        case .enter where view == .signals: openSignal()
        case .enter where view == .traffic: isTrafficZoomed.toggle()
        case .zoom, .enter:
            if view == .funnel, focus == .experiments {
                show(view: ViewName.experiments.rawValue)
            } else if view == .funnel {
                zoomed = action == .zoom && zoomed != nil ? nil : focus
            }
        case .view(let number): show(view: number)
        case .move(let direction): move(direction)
        case .first: scroll(by: -rowLimit)
        case .last: scroll(by: rowLimit)
        case .pageUp: scroll(by: -pageRows)
        case .pageDown: scroll(by: pageRows)
        case .pause: togglePause()
        case .stepBack: return step(back: 1)
        case .stepForward: return step(back: -1)
        case .shorterRange: return changeRange(longer: false)
        case .longerRange: return changeRange(longer: true)
        case .sortLeft: moveSort(by: -1)
        case .sortRight: moveSort(by: 1)
        case .reverseSort: reverseSort()
        case .nextList: moveList(by: 1)
        case .previousList: moveList(by: -1)
        case .acceptFunnel: return acceptFunnel()
        case .editFunnel: openEditor()
        case .saveFunnel: return saveFunnel()
        case .pick: pickStep()
        case .earlier: orderStep(by: -1)
        case .later: orderStep(by: 1)
        case .setWindow:
            prompt =
                Prompt(.window, text: editor?.window.map { FunnelPrinter.text($0) } ?? "", replaces: true)
        case .setName: prompt = Prompt(.name, text: editor?.name ?? "", replaces: true)
        case .chooseBreakdown: openChooser(.breakdown)
        case .chooseSegment: openChooser(view == .experiments ? .experimentSegment : .segment)
        case .chooseExperiment: openChooser(.experiment)
        case .nextExperiment: moveExperiment(by: 1)
        case .previousExperiment: moveExperiment(by: -1)
        case .effects: toggleEffects()
        case .declarePhase: return declarePhase()
        case .chooseFunnel: openChooser(.funnel)
        case .compare: return toggleComparison()
        case .theme: return nextTheme()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .accept, .complete, .mark, .deleteBackward, .deleteForward, .deleteWord, .deleteToStart, .deleteToEnd,
            .lineStart, .lineEnd:
            break
        }
        return []
    }

    private mutating func performInHelp(_ action: Action) -> [Effect] {
        switch action {
        case .closeOrQuit, .close, .help, .enter: isHelpOpen = false
        case .quit: return [.quit]
        case .move(.up): moveRows(by: -1)
        case .move(.down): moveRows(by: 1)
        case .first: moveRows(by: -rowLimit)
        case .last: moveRows(by: rowLimit)
        case .pageUp: moveRows(by: -pageRows)
        case .pageDown: moveRows(by: pageRows)
        default: break
        }
        return []
    }

    /// Closes the innermost thing that is open; false when nothing is.
    private mutating func close() -> Bool {
        switch innermost {
        case .editor: editor = nil
        case .signal: isSignalOpen = false
        case .list: isTrafficZoomed = false
        case .pane: zoomed = nil
        case .view:
            view = .funnel
            heldEvents = nil
            eventsBack = 0
        case nil: return false
        }
        return true
    }

    private mutating func clearSelections() {
        stepSelection = nil
        rowSelection = nil
        searchText = ""
        heldEvents = nil
        eventsBack = 0
    }

    mutating func show(view number: Int) {
        guard let wanted = ViewName(rawValue: number) else {
            say("view \(number) is not in this version; there are \(ViewName.digits), ? names them")
            return
        }
        if wanted == view { zoomed = nil }
        if wanted == view { isSignalOpen = false }
        view = wanted
        heldEvents = nil
        eventsBack = 0
    }

    private mutating func cycleFocus(by distance: Int) {
        let panes = visiblePanes
        guard view == .funnel, !panes.isEmpty else { return }
        let index = panes.firstIndex(of: focus) ?? 0
        focus = panes[(index + distance + panes.count) % panes.count]
        if zoomed != nil { zoomed = focus }
    }

    mutating func togglePause() {
        if frozen == nil {
            frozen = shown
        } else {
            before = frozen
            frozen = nil
        }
        awaitsNumbers = false
    }

    private mutating func step(back: Int) -> [Effect] {
        guard !isInLineOrder else { return sayLineOrder() }
        guard let range else {
            say("choose a range first, with , and .")
            return []
        }
        guard stepsBack + back >= 0 else {
            say("this is the present")
            return []
        }
        stepsBack = min(stepsBack + back, 10_000)
        awaitsNumbers = true
        say(stepsBack == 0 ? "the present" : "\(format.count(stepsBack)) × \(format.length(range)) back")
        return [.request(request)]
    }

    private mutating func changeRange(longer: Bool) -> [Effect] {
        guard !isInLineOrder else { return sayLineOrder() }
        let all = TimeLength.allCases
        guard let current = range.flatMap({ all.firstIndex(of: $0) }) else {
            if longer {
                say("this is everything")
                return []
            }
            return setRange(all.last)
        }
        if longer { return setRange(current + 1 < all.count ? all[current + 1] : nil) }
        guard current > 0 else {
            say("this is the shortest range")
            return []
        }
        return setRange(all[current - 1])
    }

    mutating func setRange(_ length: TimeLength?) -> [Effect] {
        range = length
        stepsBack = 0
        awaitsNumbers = true
        return [.request(request)]
    }

    mutating func toggleComparison() -> [Effect] {
        guard range != nil else {
            say("choose a range with , . to compare")
            return []
        }
        comparesWithPrevious.toggle()
        say(comparesWithPrevious ? "compared with the range before" : "not compared with the range before")
        return [.request(request)]
    }

    private mutating func sayLineOrder() -> [Effect] {
        say("the data has no time: its lines are counted in their order, all of them")
        return []
    }

    private mutating func nextTheme() -> [Effect] {
        guard !themes.isEmpty else { return [] }
        let index = themes.firstIndex(of: themeName) ?? -1
        return setTheme(themes[(index + 1) % themes.count])
    }

    mutating func setTheme(_ name: String) -> [Effect] {
        themeName = name
        say("theme \(name)")
        return [.setTheme(name)]
    }

    /// The columns as they are drawn now, so that the keys never sort by what cannot be seen.
    private mutating func moveSort(by distance: Int) {
        switch view {
        case .signals: return moveSignalSort(by: distance)
        case .traffic: return moveTrafficSort(by: distance)
        case .funnel, .discovery, .experiments, .events, .health: break
        }
        let columns = visibleColumns
        guard !columns.isEmpty else { return }
        let index = columns.firstIndex(of: sortColumn) ?? 0
        sortColumn = columns[(index + distance + columns.count) % columns.count]
    }
}
