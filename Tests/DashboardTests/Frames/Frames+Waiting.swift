extension Frames {
    static let waiting = #"""
         funneltop   shop.jsonl   ○ waiting for file                           14:02:31
        ╭─ waiting for shop.jsonl ─────────────────────────────────────────────────────╮
        │                                                                              │
        │                                                                              │
        │   The file is not there yet:                                                 │
        │     logs/shop.jsonl                                                          │
        │                                                                              │
        │   It is read from the moment it appears. Nothing need be pressed.            │
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
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  Space pause  f filter  / search  : command  q quit
        """#
}
