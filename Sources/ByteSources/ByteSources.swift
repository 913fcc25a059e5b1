// The first file of ByteSources replaces this one.
