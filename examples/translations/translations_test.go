package translations

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/credit"
	"github.com/logicrm/logistics/sla/promise"
	"github.com/logicrm/logistics/sla/sevenr"
)

// rooms are the catalogues that are translated, with the folder that has reasons of every code.
func rooms() map[string]struct {
	catalog logistics.Catalog
	folder  string
} {
	return map[string]struct {
		catalog logistics.Catalog
		folder  string
	}{
		"formats": {logistics.Formats(), ""},
		"sla":     {sla.Reasons(), "sla"}, "sevenr": {sevenr.Reasons(), "sla/sevenr"},
		"promise": {promise.Reasons(), "sla/promise"}, "credit": {credit.Reasons(), "sla/credit"},
		"returns": {returns.Reasons(), "returns"}, "refund": {refund.Reasons(), "returns/refund"},
	}
}

// TestNothingIsLacking: each document has every code, figure, term and plural form of its room.
func TestNothingIsLacking(t *testing.T) {
	for name, room := range rooms() {
		data, err := files.ReadFile("de/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		translation, err := logistics.DecodeTranslation(data)
		if err != nil {
			t.Fatal(name, err)
		}
		if err := room.catalog.Check(translation); err != nil {
			t.Errorf("%s:\n%v", name, err)
		}
	}
}

// TestEveryReasonIsASentenceInGerman tells the reasons that the tests of each room have kept.
func TestEveryReasonIsASentenceInGerman(t *testing.T) {
	german, err := German()
	if err != nil {
		t.Fatal(err)
	}
	for name, room := range rooms() {
		if room.folder == "" {
			continue
		}
		kept := sentences.ReadSamples(t, filepath.Join("../..", room.folder, "testdata/reasons.json"))
		told := sentences.Text(t, room.catalog, kept, german)
		golden.Equal(t, filepath.Join("testdata", name+".golden"), []byte(told))
		for _, r := range kept {
			if english := room.catalog.English(r); strings.Contains(told, english+"\n") {
				t.Errorf("%s is told in English: %s", r.Code, english)
			}
		}
	}
}

func TestLanguagesThereAre(t *testing.T) {
	for tag, want := range map[string]bool{"en": true, "de": true, "fr": false, "../de": false} {
		in, err := Read(tag)
		if (err == nil) != want || want && in.Tag() != tag {
			t.Errorf("%s: %v, %v", tag, in.Tag(), err)
		}
	}
}
