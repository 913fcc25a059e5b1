extension Frames {
    static let withoutFunnel = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ no funnel yet ────────────────────────────────────────── 6 kinds of events ─╮
        │                                                                              │
        │                                                                              │
        │   Type  :funnel product_viewed > search  and Enter to define one,            │
        │   or start with --funnel "NAME: STEP > STEP within 1h".                      │
        │                                                                              │
        │   product_viewed                     402,118  ████████████████████████████   │
        │   search                             131,406  █████████▏                     │
        │   added_to_cart                       50,212  ███▌                           │
        │   checkout_error                      21,040  █▌                             │
        │   checkout_started                     5,610  ▍                              │
        │   purchased                            2,032  ▏                              │
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
