package disposition_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/disposition"
)

// expected is a policy with every field.
func expected() disposition.Policy {
	p := laptops()
	p.Options[0].ClosedTo = []disposition.Hazard{disposition.Recalled, disposition.Hazmat}
	p.Options = append(p.Options, workshop().Options[0])
	p.Options[5].Disposition = "shop_floor"
	return p
}

func TestWirePolicy(t *testing.T) {
	for name, p := range map[string]disposition.Policy{"policy": policy(), "policy_expected": expected()} {
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := disposition.DecodePolicy(data)
		if err != nil || back.Validate() != nil {
			t.Fatal(err, back.Validate())
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
	}
}

func FuzzDecodePolicy(f *testing.F) {
	for _, p := range []disposition.Policy{policy(), expected()} {
		seed, _ := json.Marshal(p)
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := disposition.DecodePolicy(data)
		if err != nil {
			return
		}
		compiled, err := disposition.Compile(p)
		if err != nil {
			return
		}
		item := disposition.Item{
			Value: p.Options[0].Cost, Grade: p.Options[0].Recovery[0].Grade, Inbound: p.Options[0].Cost,
			Decay:   logistics.MustRatio("1%"),
			Hazards: p.Options[0].ClosedTo,
		}
		choice, err := compiled.Choose(item)
		if err != nil && !errors.Is(err, logistics.ErrInvalid) {
			t.Fatal(err)
		}
		_, _ = choice.Reasons(), choice.Flips()
		if r, err := compiled.ReturnlessRefund(item); err != nil && !errors.Is(err, logistics.ErrInvalid) {
			t.Fatal(err)
		} else {
			_ = r.Reasons()
		}
	})
}
