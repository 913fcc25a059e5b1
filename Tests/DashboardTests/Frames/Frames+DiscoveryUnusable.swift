extension Frames {
    static let discoveryUnusable = #"""
         funneltop   shop.jsonl   ■ ended                                      14:02:31
        ╭─ nothing usable yet ─────────────────────────────────────────────────────────╮
        │                                                                              │
        │                                                                              │
        │   1,300 lines read, none of them an event.                                   │
        │                                                                              │
        │   It was taken for csv: a guess (41.0 %, --format names it)                  │
        │   otherwise logfmt 31.0 %, tsv 10.0 %                                        │
        │                                                                              │
        │   1,204 × malformed                                                          │
        │   96 × line too long                                                         │
        │                                                                              │
        │   line 1 of shop.jsonl:                                                      │
        │     %PDF-1.7␛[2J                                                             │
        │                                                                              │
        │   Name what cannot be found when starting, as in                             │
        │     --format csv --time-field ts --user-field user_id --event-field event    │
        │   9 shows more examples.                                                     │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  Space pause  f filter  / search  : command  q quit
        """#
}
