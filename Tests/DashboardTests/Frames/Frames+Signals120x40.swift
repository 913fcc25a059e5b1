extension Frames {
    static let signals120x40 = #"""
         funneltop   shop.jsonl   ● following   2,413 ev/s   lag 0.4 s    184,302 users                  since 08:02   14:02:31
        ╭─ signals ────────────────────────────────────────────────────────────────────────── lift on checkout: Purchased · 6 ─╮
        │  signal                   role       kind    ▼ users    rate  session  trend      revenue        lift  95 % interval │
        │▸ product seen             milestone  page    121,004  65.7 %   48.1 %  ▁▄▂▅▄▇▅█      1.42   ▲ +31.0 %  +18.0 … +45.0 │
        │  engaged                  secondary  time     61,400  33.3 %   30.2 %  ▁▄▂▅▄▇▅█      1.07    ~ +2.1 %   −6.0 … +11.0 │
        │  added to cart            milestone  event    41,119  22.3 %   19.1 %  ▁▄▂▅▄▇▅█      4.10    ▲ +290 %    +241 … +346 │
        │  read the guide           secondary  time      9,212   5.0 %    4.1 %  ▁▄▂▅▄▇▅█     0.610   ▼ −24.0 %   −39.0 … −8.0 │
        │  newsletter               secondary  event        88  <0.1 %   <0.1 %  ▁▄▂▅▄▇▅█         −     +40.0 %     collecting │
        │  five pages               secondary  pages         0     0 %      0 %  ▁▁▁▁▁▁▁▁         −           −  no comparison │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │                                                                                                                      │
        │  rate: of all users   session: of all sessions   revenue: a user   lift: how much likelier to convert after it       │
        ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  ↑↓ move  Space pause  < > sort  r reverse  Enter detail  f filter  / search  : command  Esc q back
        """#
}
