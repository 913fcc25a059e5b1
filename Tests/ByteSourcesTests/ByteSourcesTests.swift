// The first tests of ByteSources replace this file.
