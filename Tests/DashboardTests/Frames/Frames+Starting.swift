extension Frames {
    static let starting = #"""
         funneltop   no source yet   ○ starting                                14:02:31
        ╭─ starting ───────────────────────────────────────────────────────────────────╮
        │                                                                              │
        │                                                                              │
        │   Opening the source.                                                        │
        │   q quits.                                                                   │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  Tab pane  ↑↓ step  z zoom  , . range  b breakdown  f filter  q quit
        """#
}
