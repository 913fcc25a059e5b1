extension Frames {
    static let noTraffic = #"""
         funneltop   shop.jsonl   ● following   2,413 ev/s   lag 0.4 s    184,302 users                 last 6 h ◂ ▸   14:02:31
        ╭─ sessions ─────────── begun in the last 6 h ─╮╭─ traffic ───────────────────────────────────────────── events a 1 m ─╮
        │ no session in this range                     ││ the chart over time begins with the second 1 m                       │
        │                                              ││                                                                      │
        │                                              ││                                                                      │
        │                                              ││                                                                      │
        │                                              ││                                                                      │
        │                                              ││                                                                      │
        ╰──────────────────────────────────────────────╯╰──────────────────────────────────────────────────────────────────────╯
        ╭─ pages ──────────────────────────────────────────────────╮╭─ channels ───────────────────────────────────────────────╮
        │ no event has a page; --page-field names the field        ││ no session tells where it came from: no referrer, no     │
        │                                                          ││ utm_source, no channel                                   │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          │╰──────────────────────────────────────────────────────────╯
        │                                                          │╭─ categories ─────────────────────────────────────────────╮
        │                                                          ││ no event has a category                                  │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        │                                                          ││                                                          │
        ╰──────────────────────────────────────────────────────────╯╰──────────────────────────────────────────────────────────╯
         ? help  0-9 view  ↑↓ move  , . range  [ ] time  Space pause  < > sort  Tab list  Enter zoom  f filter  Esc q back
        """#
}
