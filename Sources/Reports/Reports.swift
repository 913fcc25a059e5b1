// The first file of Reports replaces this one.
