// The first tests of Analytics replace this file.
