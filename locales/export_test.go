package locales

import "io/fs"

// Files is the embedded catalogue.
func Files() fs.FS { return files }

// Load makes a printer from other files, to see what a gap in them does.
func Load(fsys fs.FS, tags []string) (*Printer, error) { return load(fsys, tags) }
