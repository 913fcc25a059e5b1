extension Frames {
    static let health = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ health ───────────────────────────────── something was left out, see below ─╮
        │ input           state               events   rejected      lines      bytes  │
        │ /var/log/shop.… following          612,418          4    612,422   131.2 MB  │
        │                                                                              │
        │ events       612,418                                                         │
        │ users        184,302                                                         │
        │ per second   2,413 ev/s                                                      │
        │ lag          0.4 s                                                           │
        │ late         0                                                               │
        │ memory       41.2 MB of counts                                               │
        │ first event  2026-11-21T08:02:31Z                                            │
        │ last event   2026-11-21T14:02:31Z                                            │
        │                                                                              │
        │ rejected lines: 4                                                            │
        │           3  malformed                                                       │
        │                shop.jsonl:1204          {"ts":"2026-                         │
        │           1  no time                                                         │
        │                shop.jsonl:88            {"user":"u9"}                        │
        │                                                                              │
        │ Files, compressed ones too: every complete line is counted once, across      │
        │ rotation and truncation, and with --state across crash and restart. Standard │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  ↑↓ move  Space pause  f filter  / search  Esc q back
        """#
}
