package returns_test

import (
	"errors"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// machine gives random commands to a case and to its naive model.
type machine struct {
	model    model
	state    returns.Case
	history  []returns.Event
	given    []returns.Command // that led to something
	env      returns.Env
	commands int
	lines    []logistics.ID
	code     string
}

var (
	someReturns    = []string{"R1", "R2", "R3", "R4"}
	someConditions = []logistics.Condition{"", "opened", "damaged"}
)

func newMachine(t *rapid.T) *machine {
	p := anytime()
	p.Limits.Ship = returns.Limit{Within: logistics.Days(10)}
	policy, err := returns.Compile(p, logistics.ZoneMap{"UTC": time.UTC}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := &machine{
		env: returns.Env{
			Policy: policy, AsOf: time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC), Actor: logistics.ActorStaff,
			History: returns.History{Returns: 1},
		},
		model: model{shipDays: 10 * 24 * time.Hour},
		code:  rapid.SampledFrom([]string{"JPY", "EUR", "KWD"}).Draw(t, "currency"),
	}
	open := returns.Open{ID: id("open"), Order: id("O-1"), Customer: id("C-1")}
	for i := range rapid.IntRange(1, 3).Draw(t, "lines") {
		sold := rapid.Int64Range(1, 6).Draw(t, "units")
		line := returns.Sold{
			ID: id("L" + strconv.Itoa(i)), Product: id("P"), Units: sold,
			Shipped: max(sold-rapid.SampledFrom([]int64{0, 0, 0, 1, 9}).Draw(t, "not shipped"), 0),
			Paid:    logistics.Minor(rapid.Int64Range(0, 5000).Draw(t, "paid"), currency(m.code)),
		}
		open.Lines, m.lines = append(open.Lines, line), append(m.lines, line.ID)
	}
	if rapid.Bool().Draw(t, "tenders") {
		left := int64(0)
		for _, line := range open.Lines {
			paid, _ := line.Paid.MinorUnits()
			left += paid
		}
		for i := range 3 {
			part := left
			if i < 2 {
				part = rapid.Int64Range(0, left).Draw(t, "tender")
			}
			open.Tenders = append(
				open.Tenders,
				returns.Tender{ID: id("T" + strconv.Itoa(i)), Captured: logistics.Minor(part, currency(m.code))},
			)
			left -= part
		}
	}
	m.model.open(open)
	if err := m.apply(t, open); err != nil {
		t.Fatal(err)
	}
	return m
}

// apply gives a command in one step, which is the same as deciding it and applying what it leads to.
func (m *machine) apply(t fatal, command returns.Command) error {
	t.Helper()
	events, err := returns.Decide(m.state, command, m.env)
	next := m.state
	for i, e := range events {
		if h := e.Header(); h.Version != next.Version()+1 || !h.At.Equal(m.env.AsOf) || h.Actor != m.env.Actor ||
			i > 0 && e.ID() != events[0].ID() {
			t.Fatal("the header of", e, "after version", next.Version())
		}
		next = returns.Evolve(next, e)
	}
	stepped, same, again := returns.Step(m.state, command, m.env)
	if !cmp.Equal(events, same, exported) || (err == nil) != (again == nil) ||
		document(t, next) != document(t, stepped) {
		t.Fatal(command, "in a step:", same, again, "and decided:", events, err)
	}
	if m.state = next; len(events) > 0 {
		m.given = append(m.given, command)
	}
	m.history = append(m.history, events...)
	return err
}

func (m *machine) next() logistics.ID {
	m.commands++
	return logistics.MustID("c-" + strconv.Itoa(m.commands))
}

// ret prefers returns that are there.
func (m *machine) ret(t *rapid.T) logistics.ID {
	if there := m.state.Returns(); len(there) > 0 && rapid.IntRange(0, 9).Draw(t, "known") > 0 {
		return rapid.SampledFrom(there).Draw(t, "return").ID
	}
	return id(rapid.SampledFrom(someReturns).Draw(t, "return"))
}

func (m *machine) line(t *rapid.T) logistics.ID {
	if rapid.IntRange(0, 19).Draw(t, "known line") == 0 {
		return id("L9")
	}
	return rapid.SampledFrom(m.lines).Draw(t, "line")
}

func (m *machine) items(t *rapid.T) (items []returns.Item) {
	for _, line := range m.lines {
		if n := rapid.SampledFrom([]int64{0, 1, 1, 2, 2, 3, 5}).Draw(t, "units"); n > 0 {
			items = append(items, returns.Item{Line: line, Units: n})
		}
	}
	if len(items) == 0 {
		items = []returns.Item{{Line: m.line(t), Units: 1}}
	}
	return items
}

func few(t *rapid.T, name string) int64 { return rapid.Int64Range(1, 3).Draw(t, name) }

// any draws a command of each kind.
func (m *machine) any(t *rapid.T, verb returns.Verb) returns.Command {
	n := m.next()
	condition := func() logistics.Condition { return rapid.SampledFrom(someConditions).Draw(t, "condition") }
	refund := func() logistics.ID {
		if there := m.state.Refunds(); len(there) > 0 {
			return rapid.SampledFrom(there).Draw(t, "refund").ID
		}
		return id("F-none")
	}
	switch verb {
	case returns.VerbRequest:
		return returns.Request{
			ID: n, Return: id(rapid.SampledFrom(someReturns).Draw(t, "return")), Cause: returns.CauseDamaged,
			Items: m.items(t),
		}
	case returns.VerbApprove:
		c := returns.Approve{ID: n, Return: m.ret(t)}
		if rapid.IntRange(0, 3).Draw(t, "partly") == 0 {
			c.Items = m.items(t)
		}
		return c
	case returns.VerbDecline:
		return returns.Decline{ID: n, Return: m.ret(t)}
	case returns.VerbCancel:
		return returns.Cancel{ID: n, Return: m.ret(t)}
	case returns.VerbExpire:
		return returns.Expire{ID: n, Return: m.ret(t)}
	case returns.VerbDispatch:
		return returns.Dispatch{ID: n, Return: m.ret(t), Items: m.items(t)}
	case returns.VerbReceive:
		c := returns.Receive{ID: n, Return: m.ret(t)}
		for _, item := range m.items(t) {
			damaged := rapid.Int64Range(0, item.Units).Draw(t, "damaged")
			c.Items = append(c.Items, returns.Arrival{Line: item.Line, Good: item.Units - damaged, Damaged: damaged})
		}
		if rapid.IntRange(0, 9).Draw(t, "strange") == 0 {
			c.Items = append(c.Items, returns.Arrival{Product: id("X"), Good: 1})
		}
		return c
	case returns.VerbReportMissing:
		return returns.ReportMissing{ID: n, Return: m.ret(t), Items: m.items(t)}
	case returns.VerbSettleUnreceived:
		as := rapid.SampledFrom([]returns.Settlement{
			returns.LostInTransit, returns.KeptByCustomer, returns.NotSent,
		}).Draw(t, "as")
		return returns.SettleUnreceived{ID: n, Return: m.ret(t), Line: m.line(t), Units: few(t, "units"), As: as}
	case returns.VerbInspect:
		return returns.Inspect{
			ID: n, Return: m.ret(t), Line: m.line(t), Units: few(t, "units"),
			Condition: rapid.SampledFrom(someConditions[1:]).Draw(t, "condition"),
		}
	case returns.VerbDecideUnits:
		return returns.DecideUnits{
			ID: n, Return: m.ret(t), Line: m.line(t), Condition: condition(),
			Accept: rapid.Int64Range(0, 3).Draw(t, "accept"),
			Reject: rapid.Int64Range(0, 2).Draw(t, "reject"), Review: rapid.Int64Range(0, 1).Draw(t, "review"),
		}
	case returns.VerbAuthoriseRefund:
		c := returns.AuthoriseRefund{ID: n, Refund: logistics.MustID("F-" + strconv.Itoa(m.commands)), Return: m.ret(t)}
		if rapid.IntRange(0, 2).Draw(t, "by line") == 0 {
			c.Items = []returns.Refundable{{Line: m.line(t), Condition: condition(), Units: few(t, "units")}}
		}
		if rapid.IntRange(0, 2).Draw(t, "in part") == 0 {
			c.Amount = logistics.Minor(rapid.Int64Range(1, 3000).Draw(t, "amount"), currency(m.code))
		}
		return c
	case returns.VerbConfirmRefund:
		return returns.ConfirmRefund{ID: n, Refund: refund()}
	case returns.VerbFailRefund:
		return returns.FailRefund{ID: n, Refund: refund()}
	case returns.VerbVoidRefund:
		return returns.VoidRefund{ID: n, Refund: refund()}
	case returns.VerbPlanOutbound:
		kind := rapid.SampledFrom([]returns.OutboundKind{returns.Replacement, returns.Advance, returns.SendBack}).Draw(
			t, "kind",
		)
		return returns.PlanOutbound{
			ID: n, Outbound: logistics.MustID("X-" + strconv.Itoa(m.commands)), Return: m.ret(t), Line: m.line(t),
			Kind: kind, Units: few(t, "units"),
			Available: rapid.Int64Range(0, 9).Draw(t, "available"),
		}
	case returns.VerbDeliverOutbound:
		if there := m.state.Outbounds(); len(there) > 0 {
			return returns.DeliverOutbound{
				ID: n, Outbound: rapid.SampledFrom(there).Draw(t, "outbound").ID, Units: few(t, "units"),
			}
		}
		return returns.DeliverOutbound{ID: n, Outbound: id("X-none"), Units: 1}
	case returns.VerbDispose:
		return returns.Dispose{
			ID: n, Return: m.ret(t), Line: m.line(t), Condition: condition(),
			Dispositions: []returns.Disposed{{Disposition: "restock", Units: few(t, "units")}},
		}
	case returns.VerbSplit:
		return returns.Split{
			ID: n, Return: m.ret(t), Into: id(rapid.SampledFrom(someReturns).Draw(t, "into")), Items: m.items(t)[:1],
		}
	case returns.VerbClose:
		return returns.Close{ID: n, Return: m.ret(t)}
	case returns.VerbReopen:
		return returns.Reopen{ID: n, Return: m.ret(t)}
	default:
		return returns.Tick{ID: n}
	}
}

// step gives one command to both. They agree on whether it is possible; a command that is not leaves
// the case as it was, and one that is, given again, does nothing.
func (m *machine) step(t *rapid.T, verb returns.Verb) {
	command := m.any(t, verb)
	before := m.state
	err := m.apply(t, command)
	possible := true
	if d, ok := command.(returns.DecideUnits); !ok || d.Accept+d.Reject+d.Review > 0 {
		possible = m.model.handle(command, m.env.AsOf)
	} else {
		possible = false // nothing is decided by it
	}
	if possible != (err == nil) {
		t.Fatalf("%#v: %v; the model says %v", command, err, possible)
	}
	var refused *logistics.RefusedError
	if err != nil {
		if errors.As(err, &refused) && len(refused.Reasons) == 0 {
			t.Fatalf("%#v is refused for no reason", command)
		}
		if was, is := document(t, before), document(t, m.state); was != is {
			t.Fatalf("%#v was refused and changed %s\nto %s", command, was, is)
		}
		return
	}
	again, err := returns.Decide(m.state, command, m.env)
	if _, tick := command.(returns.Tick); (len(again) != 0 || err != nil) && !tick {
		t.Fatalf("%#v again: %v, %v", command, again, err)
	}
	m.neverGoesBack(t, before, command)
}

// neverGoesBack holds the stage of every return to what it was, unless something was taken back, opened
// again, promised anew or given to another return.
func (m *machine) neverGoesBack(t *rapid.T, before returns.Case, command returns.Command) {
	switch command.(type) {
	case returns.VoidRefund, returns.FailRefund, returns.Reopen, returns.PlanOutbound, returns.Split:
		return
	}
	for _, r := range before.Returns() {
		if was, is := before.Stage(r.ID), m.state.Stage(r.ID); is < was {
			t.Fatalf("%#v leads %s from %s back to %s", command, r.ID, was, is)
		}
	}
}

// holds are the laws of the ledger and of the money, and that the case says of every unit what the
// model says.
func (m *machine) holds(t *rapid.T) {
	for _, line := range m.state.Lines() {
		l, ok := m.state.Ledger(line.ID)
		if !ok {
			t.Fatalf("line %s is lost", line.ID)
		}
		if l.Requested > l.Shipped || l.Received+l.Settled > l.Requested ||
			l.Accepted+l.Rejected > l.Received+l.Settled ||
			l.Disposed > l.Received-l.SentBack || l.Refunded > l.Accepted || l.Returnable != l.Shipped-l.Requested {
			t.Fatalf("the ledger of %s is %+v", line.ID, l)
		}
		back, _ := l.Back.MinorUnits()
		paid, _ := line.Paid.MinorUnits()
		counted := m.model.count(func(u *unit) bool { return u.line == line.ID && u.refunded })
		var want int64
		for _, v := range m.model.values[line.ID][:counted] {
			want += v
		}
		if exact := float64(paid) * float64(counted) / float64(line.Units); back != want || back > paid ||
			float64(back)-exact > 1 || exact-float64(back) > 1 {
			t.Fatalf("%d of %d units of %s bring %d of %d, want %d", counted, line.Units, line.ID, back, paid, want)
		}
		if counted == line.Units && back != paid {
			t.Fatalf("all of %s bring %d of %d", line.ID, back, paid)
		}
	}
	for _, r := range m.state.Returns() {
		twin := m.model.returns[r.ID]
		owed, _ := r.Owed.MinorUnits()
		if twin == nil || twin.state != r.State || owed != twin.owed {
			t.Fatalf("return %+v, the model has %+v", r, twin)
		}
		if !r.State.Live() {
			continue
		}
		for _, g := range r.Goods {
			b := m.model.books(r.ID, g.Line)
			got := books{
				g.Accepted(), g.Rejected(), g.Received() + g.Settled - g.Accepted() - g.Rejected(), g.Outstanding(),
				g.Refunded(), g.Received(), g.Disposed(), g.Replaced, g.SentBack,
			}
			if got != b || g.Missing != twin.missing[g.Line] || g.Dispatched != twin.dispatched[g.Line] {
				t.Fatalf("%s of %s is %+v, the model has %+v", g.Line, r.ID, g, b)
			}
		}
	}
	m.account(t)
}

func (m *machine) account(t *rapid.T) {
	a := m.state.Account()
	out := m.model.out()
	pending, _ := a.Pending.MinorUnits()
	paid, _ := a.Paid.MinorUnits()
	if pending+paid != out || out > m.model.captured || pending < 0 || paid < 0 {
		t.Fatalf("%+v, the model has %d of %d out", a, out, m.model.captured)
	}
	back := map[logistics.ID]int64{}
	for _, f := range m.state.Refunds() {
		sum := int64(0)
		for _, p := range f.Tenders {
			n, _ := p.Amount.MinorUnits()
			sum += n
			if f.State.Counts() {
				back[p.Tender] += n
			}
		}
		if amount, _ := f.Amount.MinorUnits(); len(f.Tenders) > 0 && sum != amount {
			t.Fatalf("the tenders of %+v do not sum to it", f)
		}
	}
	for _, e := range m.history[:1] {
		for _, tender := range e.(returns.Opened).Command.Tenders {
			if captured, _ := tender.Captured.MinorUnits(); back[tender.ID] > captured {
				t.Fatalf("%d of %s go back to tender %s", back[tender.ID], tender.Captured, tender.ID)
			}
		}
	}
}

// TestTheCaseBehavesLikeItsModel is the state machine. After every command the laws of the ledger and of
// the money hold, and a replay of the events gives the same case.
func TestTheCaseBehavesLikeItsModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(t)
		actions := map[string]func(*rapid.T){
			"": func(t *rapid.T) { m.holds(t) },
			"wait": func(t *rapid.T) {
				m.env.AsOf = m.env.AsOf.Add(time.Duration(rapid.IntRange(1, 200).Draw(t, "hours")) * time.Hour)
			},
			"replay": func(t *rapid.T) {
				if live, replayed := document(t, m.state), document(t, fold(t, m.history)); live != replayed {
					t.Fatalf("live %s\nreplayed %s", live, replayed)
				}
			},
			"keep":  func(t *rapid.T) { m.keep(t, rapid.IntRange(0, len(m.history)).Draw(t, "events")) },
			"reuse": func(t *rapid.T) { m.reuse(t) },
		}
		for verb := returns.VerbRequest; verb <= returns.VerbTick; verb++ {
			if verb == returns.VerbExtend {
				continue // it moves nothing but a deadline: see the tests of clocks
			}
			actions[verb.String()] = func(t *rapid.T) { m.step(t, verb) }
		}
		for _, verb := range []returns.Verb{ // the way of most returns, so that most runs get somewhere
			returns.VerbApprove, returns.VerbReceive, returns.VerbReceive, returns.VerbInspect, returns.VerbDecideUnits,
			returns.VerbDecideUnits,
			returns.VerbDecideUnits, returns.VerbAuthoriseRefund, returns.VerbAuthoriseRefund, returns.VerbPlanOutbound,
		} {
			actions[verb.String()+" "+strconv.Itoa(len(actions))] = func(t *rapid.T) { m.step(t, verb) }
		}
		t.Repeat(actions)
	})
}

// keep takes up the case as it was after some events, and goes on from there: it is the case of the whole history,
// to the byte, and no command is decided twice.
func (m *machine) keep(t *rapid.T, events int) {
	again, err := returns.DecodeCase([]byte(document(t, fold(t, m.history[:events]))))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range m.history[events:] {
		again = returns.Evolve(again, e)
	}
	if kept, live := document(t, again), document(t, m.state); kept != live {
		t.Fatalf("after %d events it was kept, and is now\n%s\nand not\n%s", events, kept, live)
	}
	for _, command := range m.given {
		if events, err := returns.Decide(again, command, m.env); len(events) > 0 || err != nil {
			t.Fatalf("%#v is decided again: %v, %v", command, events, err)
		}
	}
	m.reuseIn(t, again)
}

// reuse gives the id of the last command to another one.
func (m *machine) reuse(t *rapid.T) { m.reuseIn(t, m.state) }

func (m *machine) reuseIn(t *rapid.T, state returns.Case) {
	was := reflect.ValueOf(m.given[len(m.given)-1]).FieldByName("ID").Interface().(logistics.ID)
	other := returns.Decline{ID: was, Return: id("R-other"), Detail: "something else"}
	_, err := returns.Decide(state, other, m.env)
	var refused *logistics.RefusedError
	if !errors.As(err, &refused) || refused.Reasons[0].Code != returns.CommandReused {
		t.Fatalf("%s again with other content: %v", was, err)
	}
}
