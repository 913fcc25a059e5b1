/// Whole reports of `SampleSnapshots.shop`.
enum Golden {
    static let text = """
        funneltop report                                         2026-11-21 14:02:31 UTC

        source    logs/shop.jsonl  jsonl  100,907 lines  100,892 events  15 rejected
        encoding  gzip
        events    100,892
        left out  3 duplicates, 12 events of bots
        time      2026-11-21 12:00:00 to 2026-11-21 14:02:31 UTC  (2 h 02 m)
        late      7 events came too late and are in no funnel (see --lateness)
        users     184,302
                  1,204 ids belong to people who have another
        range     last 1h from 2026-11-21 12:00:00 UTC

        checkout ──────────────────────────────────────────── within 30 m · unique users
            step                      users  of first   of prev     median       revenue
          1 product_viewed           48,210     100 %
            ████████████████████████████████████████████████████████████████████████████
            ╰ 33,361 left  −69.2 % !  lost 32,157 · open 1,204
          2 added_to_cart            14,849    30.8 %    30.8 %      ≈41 s
            ███████████████████████▍
            ╰ 12,030 left  −81.0 %    lost 11,386 · open 639 · excluded 5
          3 checkout_started          2,819     5.8 %    19.0 %   1 m 52 s
            ████▌
            ╰    891 left  −31.6 %    lost    858 · open 33
          4 purchased                 1,928     4.0 %    68.4 %   2 m 07 s     81,234.50
            ███

          4.0 % convert (1,928 of 48,210)   matured 4.3 %
          ▼ 1.9 pp against the range before (5.9 %)
          ! worst step: product_viewed → added_to_cart loses 33,361 (69.2 %)
            slowest step: checkout_started → purchased, median 2 m 07 s

          time from the first to the last step
                < 1 m     31  █▏
            1 m – 5 m  1,083  ████████████████████████████████████████
                > 5 m    814  ██████████████████████████████▏

          conversion by entry, per 15 m since 2026-11-21 12:00:00 UTC, 1.3 % – 5.6 %
            █▒  ▒ not final

          by device  12 values
            device    users  added_to_cart  checkout_started  convert    median
            mobile   25,310         27.7 %             2.4 %    2.0 %  5 m 20 s
            desktop  19,884         35.2 %            10.1 %    6.5 %  3 m 58 s
            (other)   3,000         28.0 %             7.3 %    4.3 %  4 m 01 s
            (none)       16         56.3 %             6.3 %      0 %

          segments
            segment    users  added_to_cart  checkout_started  convert
            mobile DE  4,000         30.0 %             5.0 %    2.5 %

          what users did next
            after             then              users  of step
            1 product_viewed  product_viewed   20,000   41.5 %
                              added_to_cart    14,000   29.0 %
                              (nothing since)   9,000   18.7 %
            2 added_to_cart   checkout_error    5,000   33.7 %

        signals ─────────────────────────────────────────────────────── lift of checkout
            signal         users    rate  revenue      lift   95 % at all times
          > product seen  48,210  26.2 %    42.13  +410.2 %  +380.0 to +441.9 %
            engaged       12,040   6.5 %     3.50    −3.1 %     −12.0 to +5.8 %
            newsletter        61  <0.1 %

            > is a milestone on the way; the others are interest
            not seen so far: wishlist, review

        traffic ─────────────────────────────────────────────────────── 400,000 sessions
            a session lasts 2 m 11 s on average (median 1 m 02 s), has 4.2 events and
            3.1 pages; 42.0 % bounce

          events per 15 m since 2026-11-21 12:00:00 UTC, 12 – 340
            ▁█▅

          page           events    users  entries   exits  bounce  trend
          /product/12    20,310  ≈12,003    9,000   8,100  51.3 %  ▁▅█▄
          /cart          15,000   14,849        0  12,030
          (other pages)  61,402

          channel         sessions   share     users  bounce  trend
          organic search   240,000  60.0 %  ≈110,000  40.0 %  ▁▅█
          (direct)         160,000  40.0 %    74,302  40.0 %

          category  events  share  users  bounce  trend
          shoes      4,000  100 %    800  40.0 %

        events ───────────────────────────────────────────────────────────────── 4 names
          event             events   users
          product_viewed    81,002  48,210  ██████████████████████████████
          added_to_cart     15,000          █████▌
          checkout_started   2,950          █▏
          purchased          1,940          ▊

        rejected lines ────────────────────────────────────────────────────────────── 15
          malformed        12
          unreadable time   3
          logs/shop.jsonl:41  malformed
            {"ts":

        warnings ───────────────────────────────────────────────────────────────────────
          ! device has more than 10,000 values

        """

    static let markdown = """
        # funneltop report

        - made: 2026-11-21T14:02:31Z
        - source: logs/shop.jsonl (jsonl), 100,907 lines, 100,892 events
        - encoding: gzip
        - events: 100,892, 2026-11-21T12:00:00Z to 2026-11-21T14:02:31Z
        - users: 184,302
        - 1,204 ids belong to people who have another
        - late, in no funnel: 7
        - left out: 3 duplicates, 12 events of bots
        - range: 1h from 2026-11-21T12:00:00Z

        ## checkout

        product\\_viewed &gt; added\\_to\\_cart &gt; checkout\\_started &gt; purchased within 30m

        | # | step | users | of first | of previous | dropped | lost | open | excluded | median | revenue |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        | 1 | product\\_viewed | 48,210 | 100 % |  | 33,361 | 32,157 | 1,204 | 0 |  |  |
        | 2 | added\\_to\\_cart | 14,849 | 30.8 % | 30.8 % | 12,030 | 11,386 | 639 | 5 | ≈41 s |  |
        | 3 | checkout\\_started | 2,819 | 5.8 % | 19.0 % | 891 | 858 | 33 | 0 | 1 m 52 s |  |
        | 4 | purchased | 1,928 | 4.0 % | 68.4 % | 0 | 0 | 0 | 0 | 2 m 07 s | 81,234.50 |

        **4.0 % convert**, matured 4.3 %.
        Worst step: product\\_viewed → added\\_to\\_cart loses 33,361.
        Slowest step: purchased, median 2 m 07 s.

        ### By device

        | device | product\\_viewed | added\\_to\\_cart | checkout\\_started | purchased | conversion | median |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        | mobile | 25,310 | 7,000 | 600 | 500 | 2.0 % | 5 m 20 s |
        | desktop | 19,884 | 7,000 | 2,000 | 1,300 | 6.5 % | 3 m 58 s |
        | (other) | 3,000 | 840 | 218 | 128 | 4.3 % | 4 m 01 s |
        | (none) | 16 | 9 | 1 | 0 | 0 % |  |

        ### Segments

        | segment | product\\_viewed | added\\_to\\_cart | checkout\\_started | purchased | conversion | median |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        | mobile DE | 4,000 | 1,200 | 200 | 100 | 2.5 % |  |

        ### What users did next

        | after | then | users |
        | --- | --- | ---: |
        | product\\_viewed | product\\_viewed | 20,000 |
        | product\\_viewed | added\\_to\\_cart | 14,000 |
        | product\\_viewed | (nothing since) | 9,000 |
        | product\\_viewed | search | 10 |
        | added\\_to\\_cart | checkout\\_error | 5,000 |

        ## Signals

        | signal | kind | role | users | events | rate | by session | revenue per user | lift | 95 % at all times |
        | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        | product seen | destination | milestone | 48,210 | 96,000 | 26.2 % | 24.0 % | 42.13 | +410.2 % | +380.0 to +441.9 % |
        | engaged | duration | secondary | 12,040 | 15,500 | 6.5 % | 3.9 % | 3.50 | −3.1 % | −12.0 to +5.8 % |
        | newsletter | action | secondary | 61 | 61 | <0.1 % | <0.1 % |  |  |  |
        | wishlist | action | secondary | 0 | 0 | 0 % | 0 % |  |  |  |
        | review | action | secondary | 0 | 0 | 0 % | 0 % |  |  |  |

        ## Traffic

        400,000 sessions: a session lasts 2 m 11 s on average (median 1 m 02 s), has 4.2 events and 3.1 pages; 42.0 % bounce.

        | page | events | users | entries | exits | bounce |
        | --- | ---: | ---: | ---: | ---: | ---: |
        | /product/12 | 20,310 | ≈12,003 | 9,000 | 8,100 | 51.3 % |
        | /cart | 15,000 | 14,849 | 0 | 12,030 |  |
        | (other pages) | 61,402 |  |  |  |  |

        | channel | sessions | events | users | bounce |
        | --- | ---: | ---: | ---: | ---: |
        | organic search | 240,000 | 960,000 | ≈110,000 | 40.0 % |
        | (direct) | 160,000 | 640,000 | 74,302 | 40.0 % |

        | category | sessions | events | users | bounce |
        | --- | ---: | ---: | ---: | ---: |
        | shoes | 1,000 | 4,000 | 800 | 40.0 % |

        ## Events

        | event | events | users |
        | --- | ---: | ---: |
        | product\\_viewed | 81,002 | 48,210 |
        | added\\_to\\_cart | 15,000 |  |
        | checkout\\_started | 2,950 |  |
        | purchased | 1,940 |  |

        ## Rejected lines

        | reason | lines |
        | --- | ---: |
        | malformed | 12 |
        | unreadable time | 3 |

        | where | reason | text |
        | --- | --- | --- |
        | logs/shop.jsonl:41 | malformed | {"ts": |

        ## Warnings

        - device has more than 10,000 values

        """
}
