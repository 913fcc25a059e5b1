extension Frames {
    static let noData = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ experiment checkout_cta ────────────────────────────────────────────────────╮
        │ nobody has been exposed yet                                                  │
        │ An arm counts from the first event of a user that carries varaint.           │
        │ x chooses another field.                                                     │
        │ ! no event so far carries varaint                                            │
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
         ? help  0-9 view  x choose  Space pause  f filter  / search  Esc q back
        """#
}
