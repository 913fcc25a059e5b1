// The first file of Ingestion replaces this one.
