extension Frames {
    static let events = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ events ────────────────────────────────────── no filter · held · G follows ─╮
        │ time     user            event               line                            │
        │ 14:02:25 u14274          checkout_started    {"ts":"2026-11-21T14:02:25.800… │
        │ 14:02:26 u22193          added_to_cart       {"ts":"2026-11-21T14:02:26.200… │
        │ 14:02:26 u30112          product_viewed      {"ts":"2026-11-21T14:02:26.600… │
        │ 14:02:27 u38031          product_viewed      {"ts":"2026-11-21T14:02:27Z","… │
        │ 14:02:27 u45950          product_viewed      {"ts":"2026-11-21T14:02:27.400… │
        │ 14:02:27 u53869          purchased           {"ts":"2026-11-21T14:02:27.800… │
        │ 14:02:28 u61788          checkout_error      {"ts":"2026-11-21T14:02:28.200… │
        │ 14:02:28 u69707          search              {"ts":"2026-11-21T14:02:28.600… │
        │ 14:02:29 u77626          checkout_started    {"ts":"2026-11-21T14:02:29Z","… │
        │ 14:02:29 u85545          added_to_cart       {"ts":"2026-11-21T14:02:29.400… │
        │ 14:02:29 u93464          product_viewed      {"ts":"2026-11-21T14:02:29.800… │
        │ 14:02:30 u11383          product_viewed      {"ts":"2026-11-21T14:02:30.200… │
        │ 14:02:30 u19302          product_viewed      {"ts":"2026-11-21T14:02:30.600… │
        │─ 2026-11-21T14:02:30.600Z  u19302  product_viewed ───────────────────────────│
        │ {"ts":"2026-11-21T14:02:30.600Z","user":"u19302","event":"product_viewed","d │
        │ evice":"mobile","country":"DE"}                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  ↑↓ move  Space pause  f filter  / search  Esc q back
        """#
}
