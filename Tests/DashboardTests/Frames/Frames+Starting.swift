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
         ? help  1 3 8 9 view  Space pause  f filter  / search  : command  q quit
        """#
}
