package claim_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/claim"
)

// model is the dumb twin: it keeps what happened as a diary, and answers every question by reading it
// from the start. Days are counted from the delivery; amounts are cents.
type model struct {
	diary   []entry
	decided map[logistics.ID]bool
	missed  map[string]bool
}

type entry struct {
	what  string
	day   int
	cents int64
	doc   string
}

func (m *model) last(what ...string) (entry, bool) {
	for _, e := range slices.Backward(m.diary) {
		if slices.Contains(what, e.what) {
			return e, true
		}
	}
	return entry{}, false
}

func (m *model) sum(what string) (cents int64) {
	for _, e := range m.diary {
		if e.what == what {
			cents += e.cents
		}
	}
	return cents
}

func (m *model) accepted() int64 { e, _ := m.last("settle"); return e.cents }

const claimed = 100_00

// state is read off the last entry that moves a claim.
func (m *model) state() string {
	e, _ := m.last("open", "file", "acknowledge", "settle", "decline", "appeal", "withdraw", "reopen")
	switch e.what {
	case "":
		return "unspecified"
	case "open", "reopen":
		return "open"
	case "settle", "decline":
		switch {
		case m.accepted() == 0:
			return "declined"
		case m.sum("pay") == m.accepted():
			return "paid"
		default:
			return "settled"
		}
	default:
		return map[string]string{
			"file": "filed", "acknowledge": "acknowledged", "appeal": "appealed", "withdraw": "withdrawn",
		}[e.what]
	}
}

// due are the deadlines, by clock: notice 5 days, filing 60, acknowledgement 30, decision 120, payment 30
// and appeal 60 days. A claim of the model asks for a photo and an invoice.
func (m *model) due() map[string]int {
	due := map[string]int{}
	state := m.state()
	day := func(what ...string) int { e, _ := m.last(what...); return e.day }
	if _, noticed := m.last("notice"); state == "open" && !noticed {
		due["notice"] = 5
	}
	if state == "open" {
		due["file"] = 60
	}
	if state == "filed" {
		due["acknowledge"] = day("file") + 30
	}
	if state == "filed" || state == "acknowledged" || state == "appealed" {
		due["decide"] = day("file", "appeal") + 120
	}
	if (state == "settled" || state == "appealed") && m.sum("pay") < m.accepted() {
		due["pay"] = day("settle") + 30
	}
	if (state == "settled" || state == "paid" || state == "declined") && m.accepted() < claimed {
		due["appeal"] = day("settle", "decline") + 60
	}
	return due
}

func (m *model) has(doc string) bool {
	return slices.ContainsFunc(m.diary, func(e entry) bool { return e.what == "evidence" && e.doc == doc })
}

// allows says whether a command is possible on a day.
func (m *model) allows(command claim.Command, day int) bool {
	state := m.state()
	in := func(states ...string) bool { return slices.Contains(states, state) }
	switch c := command.(type) {
	case claim.Open:
		return in("unspecified")
	case claim.AddEvidence:
		return in("open", "filed", "acknowledged", "declined", "appealed") && !m.has(c.Document.String())
	case claim.GiveNotice:
		_, noticed := m.last("notice")
		return in("open") && !noticed
	case claim.File:
		notice, noticed := m.last("notice")
		proven := m.has("photo") && m.has("invoice")
		inTime := day <= 60 && (noticed && notice.day <= 5 || !noticed && day <= 5)
		return in("open") && (!c.Override.IsZero() || proven && inTime)
	case claim.Acknowledge:
		return in("filed")
	case claim.Settle:
		cents, _ := c.Amount.MinorUnits()
		return in("filed", "acknowledged", "appealed") && cents <= claimed && cents >= m.accepted()
	case claim.Decline:
		return in("filed", "acknowledged", "appealed")
	case claim.Appeal:
		return in("settled", "paid", "declined") && m.accepted() < claimed &&
			(!c.Override.IsZero() || day <= m.due()["appeal"])
	case claim.Pay:
		cents, _ := c.Amount.MinorUnits()
		return in("settled", "appealed") && m.sum("pay")+cents <= m.accepted()
	case claim.Withdraw:
		return in("open", "filed", "acknowledged")
	case claim.Reopen:
		return in("withdrawn")
	default:
		return !in("unspecified")
	}
}

// book writes a possible command into the diary, and returns how many events it should be.
func (m *model) book(command claim.Command, day int) (events int) {
	if _, tick := command.(claim.Tick); tick {
		for clock, by := range m.due() {
			if key := fmt.Sprint(clock, by); day > by && !m.missed[key] {
				m.missed[key] = true
				events++
			}
		}
		return events
	}
	e := entry{day: day}
	switch c := command.(type) {
	case claim.AddEvidence:
		e.what, e.doc = "evidence", c.Document.String()
	case claim.Settle:
		e.what = "settle"
		e.cents, _ = c.Amount.MinorUnits()
	case claim.Pay:
		e.what = "pay"
		e.cents, _ = c.Amount.MinorUnits()
	default:
		e.what = map[string]string{
			"claim.Open": "open", "claim.GiveNotice": "notice", "claim.File": "file",
			"claim.Acknowledge": "acknowledge", "claim.Decline": "decline",
			"claim.Appeal": "appeal", "claim.Withdraw": "withdraw", "claim.Reopen": "reopen",
		}[fmt.Sprintf("%T", command)]
	}
	m.diary = append(m.diary, e)
	return 1
}

// small are the terms of the model.
func small(t fatal) *claim.Rules {
	c, err := claim.Compile(claim.Policy{
		Schema: "logistics/claim.policy/1", ID: id("small"), Version: 1,
		Terms: []claim.Term{{
			Kind: claim.Damage, Notice: claim.Limit{Days: 5, From: claim.FromDelivery},
			File:     claim.Limit{Days: 60, From: claim.FromDelivery},
			Evidence: []claim.Evidence{claim.Photo, claim.Invoice},
		}},
		Acknowledge: claim.Limit{Days: 30}, Decide: claim.Limit{Days: 120}, Pay: claim.Limit{Days: 30},
		Appeal: claim.Limit{Days: 60},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func anyCommand() *rapid.Generator[claim.Command] {
	euro := logistics.MustCurrency("EUR")
	return rapid.Custom(func(r *rapid.T) claim.Command {
		command := id(fmt.Sprintf("c%d", rapid.IntRange(0, 5000).Draw(r, "command")))
		amount := logistics.Minor(
			rapid.SampledFrom([]int64{1, 20_00, 40_00, 60_00, claimed, claimed + 1}).Draw(r, "cents"), euro,
		)
		var override claim.Override
		if rapid.IntRange(0, 3).Draw(r, "override") == 0 {
			override = claim.Override{By: id("STAFF"), Detail: "agreed"}
		}
		doc := rapid.SampledFrom([]claim.Evidence{claim.Photo, claim.Invoice, claim.Packing}).Draw(r, "evidence")
		return rapid.SampledFrom([]claim.Command{
			claim.Open{
				ID: command, Claim: id("CL"), Against: claim.Carrier, Party: id("P"), Kind: claim.Damage,
				Amount:    logistics.Minor(claimed, euro),
				Reference: id("WB"), Delivered: date("2025-01-01"),
			},
			claim.AddEvidence{ID: command, Evidence: doc, Document: id(string(doc))},
			claim.AddEvidence{ID: command, Evidence: doc, Document: id(string(doc))},
			claim.GiveNotice{ID: command},
			claim.File{ID: command, Override: override},
			claim.File{ID: command, Override: override},
			claim.Acknowledge{ID: command},
			claim.Settle{ID: command, Amount: amount},
			claim.Settle{ID: command, Amount: amount},
			claim.Decline{ID: command, Ground: claim.NotLiable},
			claim.Appeal{ID: command, Override: override},
			claim.Pay{ID: command, Amount: amount},
			claim.Pay{ID: command, Amount: amount},
			claim.Withdraw{ID: command},
			claim.Reopen{ID: command},
			claim.Tick{ID: command},
		}).Draw(r, "kind")
	})
}

func commandID(c claim.Command) logistics.ID {
	return reflect.ValueOf(c).FieldByName("ID").Interface().(logistics.ID)
}

// TestTheClaimBehavesLikeItsModel runs random commands on days that go on against the dumb twin.
func TestTheClaimBehavesLikeItsModel(t *testing.T) {
	policy := small(t)
	rapid.Check(t, func(r *rapid.T) {
		var state claim.Claim
		var history []claim.Event
		var given []claim.Command
		twin := model{decided: map[logistics.ID]bool{}, missed: map[string]bool{}}
		day := 0
		r.Repeat(map[string]func(*rapid.T){
			"day": func(r *rapid.T) { day += rapid.IntRange(1, 40).Draw(r, "days") },
			"command": func(r *rapid.T) {
				command := anyCommand().Draw(r, "command")
				before := state.Version()
				env := claim.Env{
					Policy: policy, AsOf: noon(date("2025-01-01").AddDays(day)), Actor: logistics.ActorStaff,
				}
				events, err := claim.Decide(state, command, env)
				next, same, again := claim.Step(state, command, env)
				if !reflect.DeepEqual(events, same) || (err == nil) != (again == nil) {
					r.Fatalf("%#v in a step: %v, %v; decided: %v, %v", command, same, again, events, err)
				}
				possible := !twin.decided[commandID(command)] && twin.allows(command, day)
				if twin.decided[commandID(command)] {
					if len(events) > 0 ||
						err != nil &&
							says(err) != "Command "+commandID(
								command,
							).String()+" was already used with different content." {
						r.Fatalf("%#v decided twice: %v, %v", command, events, err)
					}
					return
				}
				if possible != (err == nil) {
					r.Fatalf("%#v on day %d: %v, %v; the model says %v", command, day, events, err, possible)
				}
				var rejected *logistics.RefusedError
				if err != nil {
					if !errors.As(err, &rejected) || len(rejected.Reasons) == 0 || events != nil ||
						next.Version() != before {
						r.Fatal(err)
					}
					return
				}
				if n := twin.book(command, day); n != len(events) {
					r.Fatalf("%#v on day %d: %v, the model has %d", command, day, events, n)
				}
				for _, event := range events {
					twin.decided[commandID(command)] = true
					state = claim.Evolve(state, event)
				}
				history = append(history, events...)
				if len(events) > 0 {
					given = append(given, command)
					if document(r, next) != document(r, state) {
						r.Fatalf("%#v: a step is not a decision and what it leads to", command)
					}
				}
			},
			"keep": func(r *rapid.T) {
				if document(r, fold(r, history)) != document(r, state) {
					r.Fatal("the fold of the history is another state")
				}
				goesOn(r, history, rapid.IntRange(0, len(history)).Draw(r, "events"), given, policy)
			},
			"": func(r *rapid.T) { agree(r, state, &twin, history) },
		})
	})
}

// goesOn takes a claim up as it was after some events: it ends as the whole history does, to the byte, and no command
// is decided twice.
func goesOn(t fatal, history []claim.Event, events int, given []claim.Command, policy *claim.Rules) {
	t.Helper()
	whole := fold(t, history)
	again, err := claim.DecodeClaim([]byte(document(t, fold(t, history[:events]))))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range history[events:] {
		again = claim.Evolve(again, e)
	}
	if document(t, again) != document(t, whole) {
		t.Fatal("kept after", events, "events it is", document(t, again), "and not", document(t, whole))
	}
	for _, c := range given {
		env := claim.Env{Policy: policy, AsOf: noon(date("2027-01-01"))}
		if more, err := claim.Decide(again, c, env); len(more) > 0 || err != nil {
			t.Fatal(c, "is decided again:", more, err)
		}
		other := claim.Decline{ID: commandID(c), Ground: "other", Detail: "something else"}
		if _, err := claim.Decide(
			again, other, env,
		); says(err) != "Command "+commandID(c).String()+" was already used with different content." {
			t.Fatal(other, err)
		}
	}
}

func agree(r *rapid.T, state claim.Claim, twin *model, history []claim.Event) {
	if fold(r, history).Version() != state.Version() {
		r.Fatal("the fold of the history has another version")
	}
	if state.State().String() != twin.state() {
		r.Fatalf("%s, the model is %s", state.State(), twin.state())
	}
	accepted, _ := state.Accepted().MinorUnits()
	paid, _ := state.Paid().MinorUnits()
	whole, _ := state.Claimed().MinorUnits()
	if accepted != twin.accepted() || paid != twin.sum("pay") || paid > accepted || accepted > whole {
		r.Fatalf(
			"%d paid of %d accepted of %d; the model has %d of %d", paid, accepted, whole, twin.sum("pay"),
			twin.accepted(),
		)
	}
	want := twin.due()
	due := state.Deadlines()
	for _, d := range due {
		if by, ok := want[d.Clock.String()]; !ok || d.By != date("2025-01-01").AddDays(by) {
			r.Fatalf("%s by %s, the model has %v", d.Clock, d.By, want)
		}
	}
	if len(due) != len(want) || len(state.Missed()) != len(twin.missed) {
		r.Fatalf("due %v, the model has %v; missed %v, %v", due, want, state.Missed(), twin.missed)
	}
}

func anyEvent() *rapid.Generator[claim.Event] {
	return rapid.Custom(func(r *rapid.T) claim.Event {
		command := id(fmt.Sprintf("c%d", rapid.IntRange(0, 5).Draw(r, "command")))
		amount := rapid.SampledFrom([]logistics.Money{
			logistics.MustMoney("10 EUR"), logistics.MustMoney("-1 USD"), logistics.MustMoney("0.0001 EUR"), {},
		}).Draw(r, "amount")
		on := rapid.SampledFrom([]logistics.Date{{}, date("2025-01-01"), date("2025-06-01")}).Draw(r, "on")
		return rapid.SampledFrom([]claim.Event{
			nil, &claim.Paid{}, (*claim.Opened)(nil),
			claim.Opened{},
			claim.Filed{},
			claim.Paid{},
			claim.Opened{Command: claim.Open{ID: command, Amount: amount}, On: on, NoticeBy: on, FileBy: on},
			claim.EvidenceAdded{Command: claim.AddEvidence{ID: command}},
			claim.NoticeGiven{Command: claim.GiveNotice{ID: command}, On: on},
			claim.Filed{Command: claim.File{ID: command}, On: on, DecideBy: on},
			claim.Acknowledged{Command: claim.Acknowledge{ID: command}, On: on},
			claim.Settled{Command: claim.Settle{ID: command, Amount: amount}, On: on, PayBy: on},
			claim.Declined{Command: claim.Decline{ID: command}, On: on, AppealBy: on},
			claim.Appealed{Command: claim.Appeal{ID: command}, On: on},
			claim.Paid{Command: claim.Pay{ID: command, Amount: amount}, On: on},
			claim.Withdrawn{Command: claim.Withdraw{ID: command}, On: on},
			claim.Reopened{Command: claim.Reopen{ID: command}, On: on},
			claim.DeadlinePassed{Command: claim.Tick{ID: command}, On: on, Clock: claim.ClockPay, By: on},
		}).Draw(r, "event")
	})
}

func TestEvolveNeverPanics(t *testing.T) {
	env := claim.Env{Policy: small(t), AsOf: noon(date("2025-03-01"))}
	rapid.Check(t, func(r *rapid.T) {
		var state claim.Claim
		for _, e := range rapid.SliceOfN(anyEvent(), 0, 30).Draw(r, "events") {
			state = claim.Evolve(state, e)
		}
		if data, err := json.Marshal(state); err == nil {
			_, _ = claim.DecodeClaim(data)
		}
		_, _ = claim.Decide(state, anyCommand().Draw(r, "command"), env) // nor does Decide, whatever the history
		_, _, _ = state.Deadlines(), state.Lacking(), state.Outstanding()
		_ = claim.Measure([]claim.Claim{state}, id("S"), logistics.MustPeriod("2025"))
	})
}

// TestALaterDayNeverAllowsALateFiling: once filing is refused for its day, every later day is refused too.
func TestALaterDayNeverAllowsALateFiling(t *testing.T) {
	state, _ := after(t, journey()[:6]...)
	rapid.Check(t, func(r *rapid.T) {
		env := claim.Env{
			Policy: compiled(t), AsOf: noon(date("2025-03-05").AddDays(rapid.IntRange(0, 400).Draw(r, "days"))),
		}
		_, first := claim.Decide(state, claim.File{ID: id("x")}, env)
		env.AsOf = env.AsOf.AddDate(0, 0, rapid.IntRange(0, 400).Draw(r, "more"))
		_, then := claim.Decide(state, claim.File{ID: id("x")}, env)
		if first != nil && then == nil {
			r.Fatalf("refused before, and filed on %s", env.AsOf)
		}
	})
}
