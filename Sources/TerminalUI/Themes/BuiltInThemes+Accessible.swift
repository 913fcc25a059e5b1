extension BuiltInThemes {
    static let highContrast = """
        # As far apart as it goes, on black.
        background   = #000000 ; black
        text         = #ffffff ; bright-white
        dim          = #c8c8c8 ; white
        strong       = #ffffff bold ; bright-white bold
        title        = #ffffff bold ; bright-white bold
        border       = #9a9a9a ; white
        focus        = #ffff00 bold ; bright-yellow bold
        header       = #ffffff ; bright-white
        headerStrong = #ffffff bold ; bright-white bold
        heading      = #d8d8d8 underline ; white underline
        number       = #ffffff ; bright-white
        changed      = #ffff00 bold ; bright-yellow bold
        bar          = #6cb6ff ; bright-cyan
        barTrack     = #6a6a6a ; bright-black
        barAlternate = #d9a6ff ; bright-magenta
        worst        = #000000 on #ff8a75 bold ; black on bright-red bold
        winner       = #5dff9b bold ; bright-green bold
        up           = #ffffff ; bright-white
        down         = #ffffff ; bright-white
        spark        = #6cb6ff ; bright-cyan
        provisional  = #c8c8c8 ; white
        warning      = #ffd75f bold ; bright-yellow bold
        error        = #000000 on #ff8a75 bold ; black on bright-red bold
        selection    = #000000 on #ffff00 bold ; black on bright-yellow
        key          = #ffff00 bold ; bright-yellow bold
        keyLabel     = #ffffff ; bright-white
        input        = #ffffff underline ; bright-white underline

        """

    static let deuteranopia = """
        # Blue against orange: apart for eyes that do not tell red from green.
        background   = #14171d ; black
        text         = #cdd2d8 ; white
        dim          = #8b929d ; bright-black
        strong       = #f4f6f8 bold ; bright-white bold
        title        = #e2e6ea bold ; bright-white bold
        border       = #3c424d ; bright-black
        focus        = #e2e6ea bold ; bright-white bold
        header       = #aeb6c0 ; white
        headerStrong = #f4f6f8 bold ; bright-white bold
        heading      = #939ba6 ; bright-black
        number       = #e2e6ea ; white
        changed      = #ffffff bold ; bright-white bold
        bar          = #6a7f99 ; blue
        barTrack     = #2c323c ; bright-black
        barAlternate = #a39a86 ; white
        worst        = #ffa43d bold ; bright-yellow bold
        winner       = #6cb4ff bold ; bright-blue bold
        up           = #a9c4de ; white
        down         = #d6c1a3 ; white
        spark        = #93a9c2 ; blue
        provisional  = #8b929d ; bright-black
        warning      = #ecd9a0 ; yellow
        error        = #ffa43d bold reverse ; bright-yellow bold reverse
        selection    = #f4f6f8 on #33415a ; black on white
        key          = #e2e6ea bold ; bright-white bold
        keyLabel     = #939ba6 ; white
        input        = #f4f6f8 on #252c37 underline ; bright-white underline

        """
}
