// The first tests of Decoding replace this file.
