/// What a key does.
enum Action: Sendable, Hashable {
    case closeOrQuit, quit, close
    case help, search, nextMatch, previousMatch, filter, command
    case nextPane, previousPane, zoom, enter
    case view(Int)
    case move(Direction)
    case first, last, pageUp, pageDown
    case pause, stepBack, stepForward, shorterRange, longerRange
    case sortLeft, sortRight, reverseSort
    case chooseBreakdown, chooseSegment, chooseFunnel
    case chooseExperiment, nextExperiment, previousExperiment, effects, declarePhase
    case compare, theme, redraw, suspend
    /// In what was discovered, and while the steps of a funnel are picked.
    case acceptFunnel, editFunnel, saveFunnel, pick, earlier, later, setWindow, setName
    /// Between the lists of the traffic.
    case nextList, previousList
    /// Inside a prompt or a chooser.
    case accept, complete, mark
    case deleteBackward, deleteForward, deleteWord, deleteToStart, deleteToEnd, lineStart, lineEnd

    enum Direction: Sendable, Hashable { case up, down, left, right }
}
