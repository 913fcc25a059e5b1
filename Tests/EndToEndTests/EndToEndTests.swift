// The first tests of EndToEnd replace this file.
