package returns_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// model is the dumb twin: every unit that was sold is a record of its own, and a command moves records.
type model struct {
	open, closed bool
	units        []unit
	returns      map[logistics.ID]string // requested, approved, rejected, cancelled
	refunds      map[logistics.ID]string // authorised, confirmed, failed
	decided      map[logistics.ID]bool
}

type unit struct {
	line      logistics.ID
	ret       logistics.ID // absent: not in a return
	place     string       // requested, received, refused, accepted, authorised, refunded
	condition logistics.Condition
	refund    logistics.ID
}

// take lists the units that match, up to n of them, and tells whether there were as many.
func (m *model) take(n int64, match func(unit) bool) ([]*unit, bool) {
	var found []*unit
	for i := range m.units {
		if int64(len(found)) < n && match(m.units[i]) {
			found = append(found, &m.units[i])
		}
	}
	return found, int64(len(found)) == n
}

// handle moves the units, when the command is possible.
func (m *model) handle(command returns.Command) bool {
	if c, ok := command.(returns.Open); ok {
		if m.open || m.closed {
			return false
		}
		m.open = true
		for _, line := range c.Lines {
			n, _ := line.Quantity.Int()
			for range n {
				m.units = append(m.units, unit{line: line.ID})
			}
		}
		return true
	}
	if !m.open {
		return false
	}
	switch c := command.(type) {
	case returns.Request:
		return m.request(c)
	case returns.Approve:
		return m.move(c.Return, "requested", "approved")
	case returns.Reject:
		if !m.move(c.Return, "requested", "rejected") {
			return false
		}
		m.release(c.Return)
		return true
	case returns.Receive:
		return m.receive(c)
	case returns.Inspect:
		here := func(u unit) bool { return u.ret == c.Return && u.line == c.Line && u.place == "received" }
		found, ok := m.take(c.Accepted+c.Refused, here)
		if m.returns[c.Return] != "approved" || !ok {
			return false
		}
		for i, u := range found {
			u.place, u.condition = "accepted", c.Condition
			if int64(i) >= c.Accepted {
				u.place = "refused"
			}
		}
		return true
	case returns.AuthoriseRefund:
		graded := func(u unit) bool {
			return u.ret == c.Return && u.line == c.Line && u.place == "accepted" && u.condition == c.Condition
		}
		found, ok := m.take(c.Units, graded)
		if m.returns[c.Return] != "approved" || !ok || m.refunds[c.Refund] != "" {
			return false
		}
		m.refunds[c.Refund] = "authorised"
		for _, u := range found {
			u.place, u.refund = "authorised", c.Refund
		}
		return true
	case returns.ConfirmRefund:
		if m.refunds[c.Refund] != "authorised" {
			return false
		}
		m.refunds[c.Refund] = "confirmed"
		for i := range m.units {
			if m.units[i].refund == c.Refund {
				m.units[i].place = "refunded"
			}
		}
		return true
	case returns.FailRefund:
		return m.pay(c.Refund, "authorised", "failed")
	case returns.RetryRefund:
		return m.pay(c.Refund, "failed", "authorised")
	case returns.Cancel:
		return m.cancel(c)
	default:
		return m.close()
	}
}

func (m *model) move(ret logistics.ID, from, to string) bool {
	if m.returns[ret] != from {
		return false
	}
	m.returns[ret] = to
	return true
}

func (m *model) pay(refund logistics.ID, from, to string) bool {
	if m.refunds[refund] != from {
		return false
	}
	m.refunds[refund] = to
	return true
}

// release frees the units of a return that did not come.
func (m *model) release(ret logistics.ID) (freed int) {
	for i := range m.units {
		if m.units[i].ret == ret && m.units[i].place == "requested" {
			m.units[i] = unit{line: m.units[i].line}
			freed++
		}
	}
	return freed
}

func (m *model) request(c returns.Request) bool {
	if m.returns[c.Return] != "" {
		return false
	}
	var all []*unit
	for _, item := range c.Items {
		found, ok := m.take(item.Units, func(u unit) bool { return u.line == item.Line && u.place == "" })
		if !ok || item.Line == book {
			return false
		}
		all = append(all, found...)
	}
	m.returns[c.Return] = "requested"
	for _, u := range all {
		u.ret, u.place = c.Return, "requested"
	}
	return true
}

func (m *model) receive(c returns.Receive) bool {
	var all []*unit
	for _, item := range c.Items {
		found, ok := m.take(item.Units, func(u unit) bool { return u.ret == c.Return && u.line == item.Line && u.place == "requested" })
		if m.returns[c.Return] != "approved" || !ok {
			return false
		}
		all = append(all, found...)
	}
	for _, u := range all {
		u.place = "received"
	}
	return true
}

func (m *model) cancel(c returns.Cancel) bool {
	if state := m.returns[c.Return]; state != "requested" && state != "approved" {
		return false
	}
	if m.release(c.Return) == 0 {
		return false
	}
	if !slices.ContainsFunc(m.units, func(u unit) bool { return u.ret == c.Return }) {
		m.returns[c.Return] = "cancelled"
	}
	return true
}

func (m *model) close() bool {
	for _, u := range m.units {
		if u.place == "requested" || u.place == "received" || u.place == "accepted" || u.place == "authorised" {
			return false
		}
	}
	m.open, m.closed = false, true
	return true
}

// count is how many units of a line are in one of the places.
func (m *model) count(line logistics.ID, places ...string) (n int64) {
	for _, u := range m.units {
		if u.line == line && slices.Contains(places, u.place) {
			n++
		}
	}
	return n
}

// Small numbers of ids and units, so that commands meet.
func anyCommand() *rapid.Generator[returns.Command] {
	return rapid.Custom(func(r *rapid.T) returns.Command {
		command := id("c%d", rapid.IntRange(0, 60).Draw(r, "command"))
		ret, refund := id("R%d", rapid.IntRange(0, 2).Draw(r, "return")), id("F%d", rapid.IntRange(0, 3).Draw(r, "refund"))
		line := rapid.SampledFrom([]logistics.ID{mug, mug, lamp, book, id("9")}).Draw(r, "line")
		condition := rapid.SampledFrom([]logistics.Condition{"opened", logistics.Intact}).Draw(r, "condition")
		n := rapid.Int64Range(1, 3).Draw(r, "units")
		switch rapid.IntRange(0, 11).Draw(r, "kind") {
		case 0:
			return returns.Open{ID: command, Order: id("O-1"), Customer: id("C"), Lines: sold()}
		case 1:
			asked := items(line, n)
			if line != lamp {
				asked = append(asked, returns.Item{Line: lamp, Units: 1})
			}
			return returns.Request{ID: command, Return: ret, Cause: "other", Items: asked[:rapid.IntRange(1, len(asked)).Draw(r, "items")]}
		case 2:
			return returns.Approve{ID: command, Return: ret}
		case 3:
			return returns.Reject{ID: command, Return: ret}
		case 4:
			return returns.Receive{ID: command, Return: ret, Items: items(line, n)}
		case 5:
			return returns.Inspect{ID: command, Return: ret, Line: line, Condition: condition, Accepted: n, Refused: rapid.Int64Range(0, 1).Draw(r, "refused")}
		case 6:
			return returns.AuthoriseRefund{ID: command, Refund: refund, Return: ret, Line: line, Condition: condition, Units: n}
		case 7:
			return returns.ConfirmRefund{ID: command, Refund: refund}
		case 8:
			return returns.FailRefund{ID: command, Refund: refund}
		case 9:
			return returns.RetryRefund{ID: command, Refund: refund}
		case 10:
			return returns.Cancel{ID: command, Return: ret}
		default:
			return returns.Close{ID: command}
		}
	})
}

func commandID(c returns.Command) logistics.ID {
	return reflect.ValueOf(c).FieldByName("ID").Interface().(logistics.ID)
}

// TestTheCaseBehavesLikeItsModel runs random commands against the case and the dumb twin.
func TestTheCaseBehavesLikeItsModel(t *testing.T) {
	policy := compiled(t)
	rapid.Check(t, func(r *rapid.T) {
		var state returns.Case
		var history []returns.Event
		twin := model{returns: map[logistics.ID]string{}, refunds: map[logistics.ID]string{}, decided: map[logistics.ID]bool{}}
		env := returns.Env{Policy: policy, AsOf: noon}
		do := func(r *rapid.T, command returns.Command) {
			before := state
			events, err := returns.Decide(state, command, env)
			if !reflect.DeepEqual(before, state) {
				r.Fatal("a decision changed the state")
			}
			if twin.decided[commandID(command)] {
				if len(events) != 0 || err != nil {
					r.Fatalf("%#v decided twice: %v, %v", command, events, err)
				}
				return
			}
			possible := twin.handle(command)
			if possible != (err == nil) || possible != (len(events) == 1) {
				r.Fatalf("%#v: %v, %v; the model says %v", command, events, err, possible)
			}
			var rejected *returns.RejectedError
			if err != nil && (!errors.As(err, &rejected) || len(rejected.Reasons) == 0) {
				r.Fatal(err)
			}
			if possible {
				twin.decided[commandID(command)] = true
				history = append(history, events...)
				state = returns.Evolve(state, events[0])
				if reflect.DeepEqual(before, state) {
					r.Fatalf("%#v changes nothing", events[0])
				}
			}
		}
		do(r, open())
		r.Repeat(map[string]func(*rapid.T){
			"command": func(r *rapid.T) { do(r, anyCommand().Draw(r, "command")) },
			// The next steps of something that is there, so that runs get far.
			"forward": func(r *rapid.T) { do(r, forward(r, state)) },
			"": func(r *rapid.T) {
				if !reflect.DeepEqual(returns.Fold(history), state) {
					r.Fatal("the fold of the history is another state")
				}
				for _, line := range []logistics.ID{mug, lamp, book} {
					agree(r, state, &twin, line)
				}
			},
		})
	})
}

// forward is a command that the case is likely to allow.
func forward(r *rapid.T, state returns.Case) returns.Command {
	command := id("f%d", rapid.IntRange(0, 1<<30).Draw(r, "forward"))
	var next []returns.Command
	for _, ret := range state.Returns() {
		if ret.State == returns.StateRequested {
			next = append(next, returns.Approve{ID: command, Return: ret.ID})
		}
		for _, goods := range ret.Goods {
			if n := goods.Requested - goods.Received; n > 0 && ret.State == returns.StateApproved {
				next = append(next, returns.Receive{ID: command, Return: ret.ID, Items: items(goods.Line, rapid.Int64Range(1, n).Draw(r, "n"))})
			}
			if goods.Received > 0 {
				next = append(next, returns.Inspect{ID: command, Return: ret.ID, Line: goods.Line, Condition: "opened", Accepted: 1})
			}
			for _, grade := range goods.Grades {
				if grade.Accepted > grade.Authorised {
					next = append(next, returns.AuthoriseRefund{
						ID: command, Refund: id("f%d", len(state.Refunds())), Return: ret.ID, Line: goods.Line, Condition: grade.Condition, Units: 1,
					})
				}
			}
		}
	}
	for _, refund := range state.Refunds() {
		next = append(next, returns.ConfirmRefund{ID: command, Refund: refund.ID})
	}
	next = append(next, returns.Request{ID: command, Return: id("f%d", len(state.Returns())), Cause: "other", Items: items(mug, 1)})
	return rapid.SampledFrom(next).Draw(r, "next")
}

// agree holds the ledger of a line against the units of the model, and against the laws.
func agree(r *rapid.T, state returns.Case, twin *model, line logistics.ID) {
	got, _ := state.Ledger(line)
	all := []string{"requested", "received", "refused", "accepted", "authorised", "refunded"}
	want := [...]int64{
		twin.count(line, append([]string{""}, all...)...), twin.count(line, all...), twin.count(line, all[1:]...), twin.count(line, all[3:]...),
		twin.count(line, all[4:]...), twin.count(line, all[5:]...), twin.count(line, "refused"),
	}
	if have := [...]int64{got.Sold, got.Requested, got.Received, got.Accepted, got.Authorised, got.Refunded, got.Refused}; have != want {
		r.Fatalf("line %s: %v, the model has %v", line, have, want)
	}
	chain := []int64{got.Refunded, got.Authorised, got.Accepted, got.Received, got.Approved, got.Requested, got.Sold}
	if !slices.IsSorted(chain) || got.Accepted+got.Refused > got.Received {
		r.Fatalf("line %s: %+v", line, got)
	}
	spent, err := got.Back.Add(got.Pending)
	if err == nil {
		spent, err = spent.Add(got.Kept)
	}
	if over, cmpErr := spent.Cmp(got.Paid); err != nil || cmpErr != nil || over > 0 || got.Back.Sign() < 0 || got.Pending.Sign() < 0 {
		r.Fatalf("line %s: %s back, %s pending, %s kept of %s", line, got.Back, got.Pending, got.Kept, got.Paid)
	}
	if got.Authorised == got.Sold && !spent.Equal(got.Paid) {
		r.Fatalf("line %s: everything came back, and %s of %s is accounted for", line, spent, got.Paid)
	}
	for _, ret := range state.Returns() {
		if stage := stageOf(state.Why(ret.ID)); stage != state.Stage(ret.ID) {
			r.Fatalf("%s is %s, the reasons say %s", ret.ID, state.Stage(ret.ID), stage)
		}
	}
}

// stageOf recomputes a stage from its reasons: the earliest of them.
func stageOf(reasons []logistics.Reason) returns.Stage {
	stages := map[logistics.Code]returns.Stage{
		returns.AwaitingApproval: returns.StageAwaitingApproval, returns.AwaitingGoods: returns.StageAwaitingGoods,
		returns.AwaitingInspection: returns.StageAwaitingInspection, returns.AwaitingRefund: returns.StageAwaitingRefund,
		returns.AwaitingPayment: returns.StageAwaitingPayment, returns.PaymentFailed: returns.StageAwaitingPayment,
		returns.Settled: returns.StageSettled, returns.Declined: returns.StageDeclined, returns.CalledOff: returns.StageCalledOff,
	}
	first := returns.StageCalledOff
	for _, reason := range reasons {
		first = min(first, stages[reason.Code])
	}
	return first
}

func anyEvent() *rapid.Generator[returns.Event] {
	return rapid.Custom(func(r *rapid.T) returns.Event {
		command, n := id("c%d", rapid.IntRange(0, 5).Draw(r, "command")), rapid.Int64().Draw(r, "units")
		ret, refund := id("R%d", rapid.IntRange(0, 2).Draw(r, "return")), id("F%d", rapid.IntRange(0, 2).Draw(r, "refund"))
		line := rapid.SampledFrom([]logistics.ID{mug, lamp, id("9"), {}}).Draw(r, "line")
		amount := rapid.SampledFrom([]logistics.Money{logistics.MustMoney("1 EUR"), logistics.MustMoney("-1 USD"), {}}).Draw(r, "amount")
		return rapid.SampledFrom([]returns.Event{
			nil, &returns.Closed{}, (*returns.Opened)(nil),
			returns.Opened{Command: command, Lines: sold()},
			returns.Opened{Command: command},
			returns.Requested{Command: command, Return: ret, Items: items(line, n)},
			returns.Requested{},
			returns.Approved{Command: command, Return: ret},
			returns.Rejected{Command: command, Return: ret},
			returns.Received{Command: command, Return: ret, Items: items(line, n)},
			returns.Inspected{Command: command, Return: ret, Line: line, Condition: "opened", Accepted: n, Refused: -n},
			returns.RefundAuthorised{Command: command, Refund: refund, Return: ret, Line: line, Condition: "opened", Units: n, Fee: amount, Amount: amount},
			returns.RefundConfirmed{Command: command, Refund: refund},
			returns.RefundFailed{Command: command, Refund: refund},
			returns.RefundRetried{Command: command, Refund: refund},
			returns.Cancelled{Command: command, Return: ret},
			returns.Closed{Command: command},
		}).Draw(r, "event")
	})
}

func TestEvolveNeverPanics(t *testing.T) {
	env := returns.Env{Policy: compiled(t), AsOf: noon}
	rapid.Check(t, func(r *rapid.T) {
		state := returns.Fold(rapid.SliceOfN(anyEvent(), 0, 30).Draw(r, "events"))
		_, _ = returns.Decide(state, anyCommand().Draw(r, "command"), env) // nor does Decide, whatever the history
		state.RefundDue()
		for _, line := range state.Lines() {
			state.Ledger(line.ID)
		}
		for _, ret := range state.Returns() {
			state.Stage(ret.ID)
			state.Why(ret.ID)
		}
	})
}

func TestAClosedCaseRefusesEveryNewCommand(t *testing.T) {
	closed, _ := after(t, journey()...)
	env := returns.Env{Policy: compiled(t), AsOf: noon}
	rapid.Check(t, func(r *rapid.T) {
		command := anyCommand().Draw(r, "command")
		events, err := returns.Decide(closed, command, env)
		if closed.Decided(commandID(command)) {
			if events != nil || err != nil {
				r.Fatalf("%#v decided twice: %v, %v", command, events, err)
			}
			return
		}
		var rejected *returns.RejectedError
		if !errors.As(err, &rejected) || rejected.Reasons[0].Code != returns.CaseClosed {
			r.Fatalf("%#v: %v, %v", command, events, err)
		}
	})
}

// TestAnyPartitionOfALineRefundsWhatWasPaid sends a line back in parcels of any size, inspects and
// refunds them in parts of any size, and lets payments fail in between.
func TestAnyPartitionOfALineRefundsWhatWasPaid(t *testing.T) {
	policy := compiled(t)
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.Int64Range(1, 12).Draw(r, "units")
		line := returns.Sold{
			ID: mug, Product: id("MUG"), Quantity: logistics.Count(n, logistics.Each()), Delivered: logistics.MustStamp("2025-03-03"),
			Paid: logistics.Minor(rapid.Int64Range(0, 100000).Draw(r, "cents"), logistics.MustCurrency("EUR")),
		}
		var state returns.Case
		commands := 0
		do := func(make func(logistics.ID) returns.Command) {
			commands++
			events, err := returns.Decide(state, make(id("c%d", commands)), returns.Env{Policy: policy, AsOf: noon})
			if err != nil {
				r.Fatal(err)
			}
			state = returns.Evolve(state, events[0])
		}
		parts := func(n int64, label string, each func(part int64)) {
			for n > 0 {
				part := rapid.Int64Range(1, n).Draw(r, label)
				each(part)
				n -= part
			}
		}
		do(func(c logistics.ID) returns.Command {
			return returns.Open{ID: c, Order: id("O"), Customer: id("C"), Lines: []returns.Sold{line}}
		})
		parts(n, "return", func(asked int64) {
			ret := id("R%d", commands)
			do(func(c logistics.ID) returns.Command {
				return returns.Request{ID: c, Return: ret, Cause: "other", Items: items(mug, asked)}
			})
			do(func(c logistics.ID) returns.Command { return returns.Approve{ID: c, Return: ret} })
			parts(asked, "parcel", func(came int64) {
				do(func(c logistics.ID) returns.Command {
					return returns.Receive{ID: c, Return: ret, Items: items(mug, came)}
				})
				do(func(c logistics.ID) returns.Command {
					return returns.Inspect{ID: c, Return: ret, Line: mug, Condition: logistics.Intact, Accepted: came}
				})
				parts(came, "refund", func(units int64) {
					refund := id("F%d", commands)
					do(func(c logistics.ID) returns.Command {
						return returns.AuthoriseRefund{ID: c, Refund: refund, Return: ret, Line: mug, Condition: logistics.Intact, Units: units}
					})
					for rapid.IntRange(0, 3).Draw(r, "fails") == 0 {
						do(func(c logistics.ID) returns.Command { return returns.FailRefund{ID: c, Refund: refund} })
						do(func(c logistics.ID) returns.Command { return returns.RetryRefund{ID: c, Refund: refund} })
					}
					do(func(c logistics.ID) returns.Command { return returns.ConfirmRefund{ID: c, Refund: refund} })
				})
			})
		})
		if ledger, _ := state.Ledger(mug); !ledger.Back.Equal(line.Paid) {
			r.Fatalf("%s of %s refunded", ledger.Back, line.Paid)
		}
		do(func(c logistics.ID) returns.Command { return returns.Close{ID: c} })
	})
}

func TestALongerWindowNeverRefusesMore(t *testing.T) {
	state, _ := after(t, open())
	rapid.Check(t, func(r *rapid.T) {
		days := rapid.IntRange(0, 60).Draw(r, "window")
		at := noon.AddDate(0, 0, rapid.IntRange(-10, 60).Draw(r, "days later"))
		decide := func(days int) error {
			p := policy()
			p.Window = logistics.Days(days)
			c, err := returns.Compile(p, hostZones{})
			if err != nil {
				r.Fatal(err)
			}
			_, err = returns.Decide(state, returns.Request{ID: id("x"), Return: id("R"), Cause: "other", Items: items(mug, 1)}, returns.Env{Policy: c, AsOf: at})
			return err
		}
		if short, long := decide(days), decide(days+rapid.IntRange(0, 30).Draw(r, "more")); short == nil && long != nil {
			r.Fatalf("allowed for %d days, and for more: %v", days, long)
		}
	})
}

// TestTheTableAllowsWhatDecideAllows asks every command of every state.
func TestTheTableAllowsWhatDecideAllows(t *testing.T) {
	inTable := func(subject string, from returns.State, command string) bool {
		return slices.ContainsFunc(returns.Transitions(), func(row returns.Transition) bool {
			return row.Subject == subject && row.From == from && row.Command == command
		})
	}
	all := journey()
	for n := range len(all) + 1 {
		state, _ := after(t, all[:n]...)
		for _, ret := range state.Returns() {
			for name, command := range map[string]returns.Command{
				"approve": returns.Approve{ID: id("x"), Return: ret.ID}, "reject": returns.Reject{ID: id("x"), Return: ret.ID},
			} {
				_, err := returns.Decide(state, command, returns.Env{Policy: compiled(t), AsOf: noon})
				if want := state.State() == returns.StateOpen && inTable("return", ret.State, name); (err == nil) != want {
					t.Errorf("%s of a return that is %s: %v", name, ret.State, err)
				}
			}
		}
		for _, refund := range state.Refunds() {
			for name, command := range map[string]returns.Command{
				"confirm_refund": returns.ConfirmRefund{ID: id("x"), Refund: refund.ID}, "fail_refund": returns.FailRefund{ID: id("x"), Refund: refund.ID},
				"retry_refund": returns.RetryRefund{ID: id("x"), Refund: refund.ID},
			} {
				_, err := returns.Decide(state, command, returns.Env{Policy: compiled(t), AsOf: noon})
				if want := state.State() == returns.StateOpen && inTable("refund", refund.State, name); (err == nil) != want {
					t.Errorf("%s of a refund that is %s: %v", name, refund.State, err)
				}
			}
		}
	}
	if want := fmt.Sprint(inTable("case", 0, "open"), inTable("case", returns.StateOpen, "close")); want != "true true" {
		t.Errorf("the table opens and closes a case: %s", want)
	}
}
