package score_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/score"
)

// explained is a result that can say what it comes from.
type explained interface{ Reasons() []logistics.Reason }

// sameDocument sends a result through JSON: it comes back the same, and says the same.
func sameDocument[T explained](t *rapid.T, result T) {
	t.Helper()
	data, err := json.Marshal(result)
	need(t, err)
	if strings.Contains(string(data), "null") {
		t.Fatalf("%s", data)
	}
	var back T
	need(t, json.Unmarshal(data, &back))
	if diff := cmp.Diff(result, back); diff != "" {
		t.Fatalf("%s: %s", data, diff)
	}
	if diff := cmp.Diff(result.Reasons(), back.Reasons()); diff != "" {
		t.Fatal(diff)
	}
}

func TestResultsAreDocuments(t *testing.T) {
	m := metric(t, "on_time_delivery")
	for name, result := range map[string]func(t *rapid.T){
		"Judgement": func(t *rapid.T) {
			targets, err := anyTargets().Draw(t, "list").Compile(m)
			need(t, err)
			o := figureOf(m, january, rapid.Int64Range(75, 100).Draw(t, "num"), 100).Excluding("waived", 1)
			j, err := targets.Judge(o, gold)
			need(t, err)
			sameDocument(t, j)
		},
		"Score": func(t *rapid.T) {
			s := anyPlayed().Draw(t, "card").score(t)
			sameDocument(t, s)
			for _, line := range s.Lines {
				sameDocument(t, line)
			}
		},
		"Standing": func(t *rapid.T) {
			f := anyField().Draw(t, "field")
			if len(f.months) == 0 {
				return
			}
			for _, standing := range ranked(t, f.scores(t)) {
				sameDocument(t, standing)
			}
		},
	} {
		t.Run(name, func(t *testing.T) { rapid.Check(t, result) })
	}
}

// TestADecodedScoreIsRankedLikeTheOneItWas, because it has all that the ranking asks for.
func TestADecodedScoreIsRankedLikeTheOneItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyField().Draw(t, "field")
		if len(f.months) == 0 {
			return
		}
		scores := f.scores(t)
		data, err := json.Marshal(scores)
		need(t, err)
		var back []score.Score
		need(t, json.Unmarshal(data, &back))
		if diff := cmp.Diff(ranked(t, scores), ranked(t, back)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestZeroValuesRefuse what they cannot judge, and say so.
func TestZeroValuesRefuse(t *testing.T) {
	var noGrader *score.Grader
	for _, g := range []*score.Grader{noGrader, {}} {
		_, err := g.Score(subjects[0], nobody, january, nil)
		wantFault(t, err, "/card", required)
	}
	var noTargets *score.Targets
	for _, targets := range []*score.Targets{noTargets, {}} {
		_, err := targets.Judge(figureOf(metric(t, "in_full"), january, 1, 2), nobody)
		wantFault(t, err, "/metric", unheardOf)
		if target, found := targets.InForce(logistics.MustID("in_full"), 1, subjects[0], gold, newYear); found {
			t.Errorf("found %v", target)
		}
	}
	for _, result := range []explained{score.Judgement{}, score.Line{}, score.Score{}, score.Standing{}, score.Standing{
		Place: 1,
	}} {
		for _, r := range result.Reasons() {
			renders(t, r)
		}
	}
}
