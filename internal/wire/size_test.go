package wire

import (
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/logicrm/logistics"
)

// TestSizesAreThoseOf64Bits holds the sum against the compiler's on a machine that has them.
func TestSizesAreThoseOf64Bits(t *testing.T) {
	if strconv.IntSize != 64 {
		t.Skip("this machine has other sizes: that is why they are worked out")
	}
	for _, of := range []reflect.Type{
		reflect.TypeFor[logistics.Order](), reflect.TypeFor[logistics.Fulfilment](), reflect.TypeFor[logistics.Money](),
		reflect.TypeFor[logistics.Stamp](), reflect.TypeFor[time.Time](), reflect.TypeFor[[3]bool](),
		reflect.TypeFor[*int](),
		reflect.TypeFor[map[string]int](), reflect.TypeFor[struct {
			A bool
			B int64
			C bool
			D float32
			E []string
			F any
			G int16
		}](), reflect.TypeFor[struct{}](),
	} {
		if got, want := sizeOf(of), uint64(of.Size()); got != want {
			t.Errorf("%s takes %d bytes, want %d", of, got, want)
		}
	}
}
