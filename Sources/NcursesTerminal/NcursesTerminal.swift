// The first file of NcursesTerminal replaces this one.
