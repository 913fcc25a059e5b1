// The first tests of Ingestion replace this file.
