// Command write writes the generated documents of the sample into the folder it is started in.
package main

import (
	"fmt"
	"os"

	"github.com/logicrm/logistics/examples/quickstart/sample"
)

func main() {
	files, err := sample.Generate(sample.Seed)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
