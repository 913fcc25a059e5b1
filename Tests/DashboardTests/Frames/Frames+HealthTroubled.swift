extension Frames {
    static let healthTroubled = #"""
         shop.jsonl   ● following   2,413 ev/s   lag 0.4 s    ≈184,302 users   ≈ near, not exact        last 6 h ◂ ▸   14:02:31
        ╭─ health ───────────────────────────────────────────────────────────────────────── something was left out, see below ─╮
        │ input                             state               events   rejected      lines      bytes    rotated  truncated  │
        │ /var/log/shop.jsonl (jsonl)       following          612,418          4    612,422   131.2 MB          0          0  │
        │   read through gzip, CR line ends                                                                                    │
        │                                                                                                                      │
        │ events       612,418                                                                                                 │
        │ users        184,302                                                                                                 │
        │ per second   2,413 ev/s                                                                                              │
        │ lag          0.4 s                                                                                                   │
        │ late         0                                                                                                       │
        │ memory       41.2 MB of counts                                                                                       │
        │ duplicates   1,204  left out: their id had come before                                                               │
        │ bots         88,120  left out: known by their agent                                                                  │
        │ stitched     40,112  anonymous ids found to be a known person                                                        │
        │ aliases      3  aliases between two known users: refused                                                             │
        │ ≈ near       17  ids joined too late to count all anew: counts are near                                              │
        │ first event  2026-11-21T08:02:31Z                                                                                    │
        │ last event   2026-11-21T14:02:31Z                                                                                    │
        │                                                                                                                      │
        │ rejected lines: 7                                                                                                    │
        │           3  malformed                                                                                               │
        │                shop.jsonl:1204          {"ts":"2026-                                                                 │
        │           2  merge conflict marker                                                                                   │
        │           1  damaged compressed data                                                                                 │
        │           1  no time                                                                                                 │
        │                shop.jsonl:88            {"user":"u9"}                                                                │
        │                                                                                                                      │
        │ Files, compressed ones too: every complete line is counted once, across rotation and truncation, and                 │
        │ with --state across crash and restart. Standard input: at most once for what was under way at a                      │
        │ crash. Every line read is an event or is counted here with its reason: rejected, late, duplicate,                    │
        │ lost with a file, given up for want of memory. Numbers shown before their time is up are said to be                  │
        │ open or not final.                                                                                                   │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  ↑↓ move  Space pause  f filter  / search  : command  Esc q back
        """#
}
