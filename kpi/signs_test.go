package kpi_test

import (
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// TestConstructorsWriteTheCanonicalText of signs: what they write is read back sign by sign.
func TestConstructorsWriteTheCanonicalText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z0-9_]{1,8}`), 0, 12, rapid.ID[string]).Draw(
			t, "names",
		)
		want := map[string]bool{}
		var texts []string
		s := kpi.Need()
		for _, name := range names {
			want[name] = rapid.Bool().Draw(t, "so")
			if want[name] {
				s, texts = s.And(name), append(texts, name)
			} else {
				s, texts = s.Without(name), append(texts, "-"+name)
			}
		}
		if got := strings.Join(texts, " "); string(s) != got || s.Validate() != nil {
			t.Fatalf("%q, want %q, %v", s, got, s.Validate())
		}
		if read := maps.Collect(s.All()); !maps.Equal(read, want) {
			t.Fatalf("%q is read as %v, want %v", s, read, want)
		}
	})
	if s := kpi.Need("a", "b").Without("c", "d").And("e"); s != "a b -c -d e" {
		t.Error(s)
	}
	for name := range kpi.Signs("a b").All() { // it can be left
		if name == "b" {
			t.Error("went on")
		}
		break
	}
}

// TestSignsOfRightsAreReadBack where they ask for nothing but rights that are met.
func TestSignsOfRightsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		judged := rapid.Uint8Range(0, 127).Draw(t, "judged")
		rights, err := logistics.RightsOf(judged, judged&rapid.Uint8Range(0, 127).Draw(t, "missed"))
		need(t, err)
		s := kpi.SignsOf(rights)
		need(t, s.Validate())
		var want []logistics.Right
		for _, r := range logistics.AllRights() {
			so, named := maps.Collect(s.All())["right_"+r.String()]
			if named != rights.Judged(r) || so != rights.Met(r) {
				t.Fatalf("%v of %q: %v, %v", r, s, named, so)
			}
			if so {
				want = append(want, r)
			}
		}
		got, only := s.Rights()
		if only != (len(want) > 0 && rights.MissedCount() == 0) ||
			logistics.AllMet(got...) != logistics.AllMet(want...) {
			t.Fatalf("%q asks for %v, %v, want %v", s, got, only, want)
		}
	})
	for _, s := range []kpi.Signs{"", "time", "right_colour", "right_time a", "-right_time"} {
		if rights, only := s.Rights(); only {
			t.Errorf("%q asks for %v and nothing else", s, rights)
		}
	}
}
