package main

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/claim"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/credit"
	"github.com/logicrm/logistics/sla/sevenr"
)

// world is what a story has told so far.
type world struct {
	now   time.Time
	zones logistics.Zones

	checker     *sevenr.Checker
	orders      []*logistics.Order
	fulfilments []logistics.Fulfilment
	outcomes    []logistics.Outcome // of all lines, as they were judged last

	agreement  *sla.Evaluator
	biller     *credit.Biller
	statements map[string]credit.Statement // by period, as they were given last
	periods    logistics.PeriodRule
	metrics    map[string]kpi.Metric // of the story, beside those of the library
	card       score.Card

	returnRules *returns.Rules
	goods       returns.Case
	claimRules  *claim.Rules
	demand      claim.Claim
}

func newWorld() *world {
	zones := logistics.CacheZones(logistics.ZonesFunc(time.LoadLocation))
	return &world{zones: zones, metrics: map[string]kpi.Metric{}, statements: map[string]credit.Statement{}}
}

// verbs are all the words a story can begin a command with.
func (w *world) verbs() script.Runner {
	all := script.Runner{"now": w.setNow}
	for _, room := range []script.Runner{
		w.orderVerbs(), w.agreementVerbs(), w.creditVerbs(), w.cubeVerbs(), w.cardVerbs(), w.returnVerbs(),
		w.claimVerbs(),
	} {
		maps.Copy(all, room)
	}
	return all
}

// setNow moves the clock of the story: "now 2025-03-03T09:00:00Z". Nothing else moves it.
func (w *world) setNow(c script.Call) (string, error) {
	text, err := word(c, "an instant")
	if err != nil {
		return "", err
	}
	if w.now, err = time.Parse(time.RFC3339, text); err != nil {
		return "", err
	}
	return "", nil
}

// answer collects the lines of an answer.
type answer struct{ strings.Builder }

func (a *answer) line(format string, args ...any) { fmt.Fprintf(a, format+"\n", args...) }

// sentences are reasons as people read them, below what they are about.
func (a *answer) sentences(texts logistics.Catalog, reasons []logistics.Reason) {
	for _, reason := range reasons {
		a.line("  %s", texts.English(reason))
	}
}

// refused tells a refusal in the sentences of its room; ok is false for any other error.
func (a *answer) refused(err error, texts logistics.Catalog) (ok bool) {
	var refused *logistics.RefusedError
	if !errors.As(err, &refused) {
		return false
	}
	a.line("refused")
	a.sentences(texts, refused.Reasons)
	return true
}

// tally is a tally in words.
func tally(t logistics.Tally) string {
	return fmt.Sprintf("%d of %d good; %d waived, %d undetermined, %d not due",
		t.Good, t.Judged(), t.Waived, t.Undetermined, t.NotDue)
}
