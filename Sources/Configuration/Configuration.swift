// The first file of Configuration replaces this one.
