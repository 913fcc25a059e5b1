// The first file of Dashboard replaces this one.
