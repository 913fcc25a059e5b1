extension Frames {
    static let shopASCII = #"""
         funneltop   shop.jsonl   o following   2,413 ev/s   lag 0.4 s    184,302 users                 last 6 h < >   14:02:31
        +- checkout  1 of 2 ----------------------------- within 1 h - unique users -++- time to Purchased --------------------+
        | step                                    users   of all  of prev     change || p50 ~4 m 10 s   p90 ~18 m 00 s         |
        | 1 Viewed product                       48,210    100 %                     ||                                        |
        |   ######################################################################## ||   < 1 m  #                          31 |
        |   ` 33,361 left  -69.2 % !  lost 28,157 - open 5,204      ~41 s  #######// ||   1-2 m  #####                     212 |
        | 2 Added to cart                        14,849   30.8 %   30.8 %   v 0.1 pp ||   2-5 m  ####################      871 |
        |   ######################.................................................. ||  5-10 m  ############              520 |
        |   ` 12,030 left  -81.0 %    lost 10,391 - open 1,639  ~1 m 52 s  #####+.// || 10-30 m  ####                      190 |
        | 3 Checkout started                      2,819    5.8 %   19.0 %   v 8.2 pp ||  > 30 m  ###                       111 |
        |   ####.................................................................... ||                                        |
        |   `    884 left  -31.4 %    lost    751 - open   133  ~2 m 07 s  *******// |+----------------------------------------+
        | 4 Purchased                             1,935    4.0 %   68.6 %   v 1.7 pp |+- after 1 Viewed product ---------------+
        |   ###..................................................................... || product_viewed          21,004  43.6 % |
        |                                                                            || added_to_cart           14,849  30.8 % |
        | 4.0 % convert   v 1.9 pp against the 6 h before   matured 4.2 %            || nothing since            6,237  12.9 % |
        | ! fell most: Added to cart -> Checkout started v 8.2 pp   mobile v 3.6 pp  || search                   6,120  12.7 % |
        | ! worst drop: Viewed product -> Added to cart   69.2 % leave               ||                                        |
        |   slowest: Checkout started -> Purchased   ~2 m 07 s for half of them      || of 48,210 here                         |
        |                                                                            || went on                 14,849  30.8 % |
        | of all    6 %+. ::.:..: .:....:..:...... ::.:                    not final || lost                    28,157  58.4 % |
        |              |###############################                              || still open               5,204  10.8 % |
        |              |###############################:                             ||                                        |
        |              |################################ .  .    .                   ||                                        |
        |              |###########################################//                ||                                        |
        |              |###########################################///////           ||                                        |
        |           0 %+---------------+----------------+----------------+           ||                                        |
        |                            10:00            12:00          14:00           ||                                        |
        +----------------------------------------------------------------------------++----------------------------------------+
        +- by device --------------------------------- 1 of 2 fields < > - 3 values -++- events -------------------------------+
        | device        v users    1->2    2->3    3->4  convert   change     median || 14:02:28 u61788  checkout_error        |
        | mobile !       25,310  28.6 %   6.2 %  73.0 %    1.3 %    v 3.6   5 m 20 s || 14:02:28 u69707  search                |
        | desktop        19,884  34.1 %  31.2 %  67.1 %    7.1 %      0.0   3 m 58 s || 14:02:29 u77626  checkout_started      |
        | tablet          3,016  27.5 %  30.4 %  73.4 %    6.1 %    v 0.2   4 m 01 s || 14:02:29 u85545  added_to_cart         |
        |                                                                            || 14:02:29 u93464  product_viewed        |
        |                                                                            || 14:02:30 u11383  product_viewed        |
        |                                                                            || 14:02:30 u19302  product_viewed        |
        |                                                                            || 14:02:31 u27221  purchased             |
        +----------------------------------------------------------------------------++----------------------------------------+
         ? help  0-9 view  Tab pane  Up Down step  z zoom  , . range  Space pause  b breakdown  s segment  f filter  q quit
        """#
}
