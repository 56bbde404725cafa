package count_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// Each machine counts its own lines and sends bytes; whoever has all of them merges.
func ExampleCube_UnmarshalBinary() {
	sent, err := exampleCube().MarshalBinary()
	var cube count.Cube
	fmt.Println(err, cube.UnmarshalBinary(sent), cube.Merge(exampleCube()))
	show(&cube)
	// Output:
	// <nil> <nil> <nil>
	// C-1 2025-01 76/80 []
	// C-2 2025-01 32/34 []
}

func ExampleCounter_UnmarshalBinary() {
	elsewhere := exampleCounter()
	row, err := elsewhere.Prepare(stop("S-1", "2025-03-03T09:10:00+01:00", count.StateDone, "signed"), evening)
	fmt.Println(err, elsewhere.Add([]count.Row{row}))
	sent, err := elsewhere.MarshalBinary()
	counter := exampleCounter()
	fmt.Println(err, counter.UnmarshalBinary(sent))
	cube, err := counter.Cube(logistics.MustID("signed_in_time"))
	show(cube)
	fmt.Println(err)
	// Output:
	// <nil> <nil>
	// <nil> <nil>
	// C-1 2025-03 1/1 []
	// <nil>
}
