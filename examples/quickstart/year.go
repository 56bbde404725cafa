package main

import "io"

func tellYear(io.Writer) error { return nil }
