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
         ? help  0-9 view  Space pause  f filter  / search  : command  q quit
        """#
}
