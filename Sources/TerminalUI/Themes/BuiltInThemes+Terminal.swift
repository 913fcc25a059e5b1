extension BuiltInThemes {
    static let defaultText = """
        # The 16 colours of your terminal on its own background.
        text         = default
        dim          = bright-black
        strong       = default bold
        title        = default bold
        border       = bright-black
        focus        = cyan bold
        header       = default
        headerStrong = default bold
        heading      = bright-black
        number       = default
        changed      = bright-white bold
        bar          = blue
        barTrack     = bright-black dim
        barAlternate = magenta
        worst        = bright-red bold
        winner       = green bold
        up           = default
        down         = default
        spark        = blue
        provisional  = bright-black
        warning      = yellow
        error        = bright-red bold
        selection    = default reverse
        key          = default bold
        keyLabel     = bright-black
        input        = default underline

        """

    static let mono = """
        # No colours at all, on any terminal.
        text         = default
        dim          = default dim
        strong       = default bold
        title        = default bold
        border       = default dim
        focus        = default bold
        header       = default
        headerStrong = default bold
        heading      = default dim
        number       = default
        changed      = default bold
        bar          = default
        barTrack     = default dim
        barAlternate = default dim
        worst        = default bold reverse
        winner       = default bold underline ; ; bold underline
        up           = default
        down         = default
        spark        = default
        provisional  = default dim
        warning      = default bold
        error        = default bold reverse
        selection    = default reverse
        key          = default bold
        keyLabel     = default
        input        = default underline

        """

    static let console = """
        # The Linux console: eight colours, bold for the bright ones, no dim.
        background   = black
        text         = white
        dim          = cyan
        strong       = bright-white bold
        title        = bright-white bold
        border       = blue
        focus        = bright-yellow bold
        header       = white
        headerStrong = bright-white bold
        heading      = cyan
        number       = white
        changed      = bright-white bold
        bar          = blue
        barTrack     = blue
        barAlternate = magenta
        worst        = bright-red bold
        winner       = bright-green bold
        up           = white
        down         = white
        spark        = blue
        provisional  = cyan
        warning      = bright-yellow bold
        error        = bright-red bold
        selection    = black on white
        key          = bright-white bold
        keyLabel     = cyan
        input        = bright-white underline

        """
}
