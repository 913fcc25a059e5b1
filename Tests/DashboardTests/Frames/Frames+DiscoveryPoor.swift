extension Frames {
    static let discoveryPoor = #"""
         funneltop   standard input   ○ starting                                                                       14:02:31
        ╭─ a funnel for this data ──────────────── in all 88 rows ─╮╭─ what is in standard input ──────────────────────────────╮
        │ no funnel suggests itself: no field was taken for the    ││ csv: a guess (41.0 %, --format names it)                 │
        │ user, so nobody can be followed (--user-field names it)  ││ looked at all 88 rows                                    │
        │ e picks the steps from the list                          ││ commas in most lines                                     │
        ╰──────────────────────────────────────────────────────────╯│ otherwise logfmt 31.0 %, tsv 10.0 %                      │
        ╭─ events and pages ────────────────────── in all 88 rows ─╮│ no time: lines count in their order                      │
        │  event                 events      users                 │╰──────────────────────────────────────────────────────────╯
        │  row                       88             ██████████████ │╭─ fields ───────────────────────────────────────────── 2 ─╮
        │                                                          ││  field              taken for   for example              │
        │                                                          ││  none               time        line order; or --time-f… │
        │                                                          ││  none               user        --user-field names it    │
        │                                                          ││  none               event       --event-field names it   │
        │                                                          ││  column 1                       a, b, c                  │
        │                                                          ││  column 2           number      1, 2                     │
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
         ? help  e pick steps  0-9 view  ↑↓ move  Space pause  f filter  / search  : command  q quit
        """#
}
