extension Frames {
    static let noExperiment = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ no experiment yet ──────────────────────────────────────────────────────────╮
        │                                                                              │
        │                                                                              │
        │   An experiment compares its arms: how many users convert, what they spend.  │
        │                                                                              │
        │   Press  x  and choose the field that carries the variant,                   │
        │   or type  :experiment FIELD  and Enter,                                     │
        │   or start with  --experiment FIELD .                                        │
        │                                                                              │
        │   It is judged by the last funnel step, and by revenue where there is any.   │
        │   Two fields are a multivariate test:  :experiment headline * button         │
        │   At most 5 % of no-effect tests are ever called, look as often as you like  │
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
