// The first tests of Dashboard replace this file.
