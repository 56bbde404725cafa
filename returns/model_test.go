package returns_test

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// model is the dumb twin: every unit that was sold is a record of its own, and a command looks for
// records and changes them. Money is counted in minor units, one sold unit after the other.
type model struct {
	units     []*unit
	returns   map[logistics.ID]*mreturn
	refunds   map[logistics.ID]*mrefund
	outbounds map[logistics.ID]*moutbound
	values    map[logistics.ID][]int64 // of the sold units of a line, in the order they are counted
	captured  int64
	shipDays  time.Duration
}

type unit struct {
	line, ret logistics.ID
	place     string // requested, received, settled
	condition logistics.Condition
	decided   string // accepted, rejected
	refunded  bool
	disposed  bool
}

type mreturn struct {
	state      returns.State
	shipBy     time.Time
	moved      bool // something was dispatched or came
	owed       int64
	dispatched map[logistics.ID]int64
	missing    map[logistics.ID]int64
	replaced   map[logistics.ID]int64
	sentBack   map[logistics.ID]int64
}

type mrefund struct {
	ret    logistics.ID
	amount int64
	state  returns.RefundState
}

type moutbound struct {
	ret, line logistics.ID
	units     int64
	delivered int64
}

func (m *model) open(c returns.Open) {
	m.returns, m.refunds = map[logistics.ID]*mreturn{}, map[logistics.ID]*mrefund{}
	m.outbounds = map[logistics.ID]*moutbound{}
	m.values = map[logistics.ID][]int64{}
	for _, line := range c.Lines {
		for range line.Shipped {
			m.units = append(m.units, &unit{line: line.ID})
		}
		paid, _ := line.Paid.MinorUnits()
		m.captured += paid
		before := int64(0)
		for k := int64(1); k <= line.Units; k++ {
			now := (2*paid*k + line.Units) / (2 * line.Units) // half up
			m.values[line.ID] = append(m.values[line.ID], now-before)
			before = now
		}
	}
}

// take lists the units that match, up to n of them, and whether there were as many.
func (m *model) take(n int64, match func(*unit) bool) ([]*unit, bool) {
	var found []*unit
	for _, u := range m.units {
		if int64(len(found)) < n && match(u) {
			found = append(found, u)
		}
	}
	return found, int64(len(found)) == n
}

func (m *model) count(match func(*unit) bool) int64 {
	found, _ := m.take(1<<40, match)
	return int64(len(found))
}

// of matches the units of a line in a return.
func of(ret, line logistics.ID, more func(*unit) bool) func(*unit) bool {
	return func(u *unit) bool { return u.ret == ret && u.line == line && more(u) }
}

func pool(u *unit) bool        { return u.place == "received" || u.place == "settled" }
func outstanding(u *unit) bool { return u.place == "requested" }
func accepted(u *unit) bool    { return u.decided == "accepted" }

// books are the counts of a line in a return.
type books struct{ accepted, rejected, undecided, outstanding, refunded, received, disposed, replaced, sentBack int64 }

func (m *model) books(ret, line logistics.ID) books {
	r := m.returns[ret]
	b := books{replaced: r.replaced[line], sentBack: r.sentBack[line]}
	for _, u := range m.units {
		if u.ret != ret || u.line != line {
			continue
		}
		switch {
		case u.place == "requested":
			b.outstanding++
		case u.decided == "":
			b.undecided++
		case u.decided == "accepted":
			b.accepted++
		default:
			b.rejected++
		}
		if u.refunded {
			b.refunded++
		}
		if u.place == "received" {
			b.received++
		}
		if u.disposed {
			b.disposed++
		}
	}
	return b
}

// ahead is what can still be promised: units that are accepted and not refunded, then undecided ones that
// are not sent back, then, for what goes out ahead, those that have not come.
func (b books) ahead(outstanding bool) int64 {
	free := b.accepted - b.refunded + b.undecided - max(b.sentBack-b.rejected, 0) - b.replaced
	if outstanding {
		free += b.outstanding
	}
	return free
}

func (m *model) lines(ret logistics.ID) (lines []logistics.ID) {
	for _, u := range m.units {
		if u.ret == ret && !slices.Contains(lines, u.line) {
			lines = append(lines, u.line)
		}
	}
	return lines
}

// free gives the units of a return back.
func (m *model) free(ret logistics.ID, match func(*unit) bool) {
	for _, u := range m.units {
		if u.ret == ret && match(u) {
			u.ret, u.place = logistics.ID{}, ""
		}
	}
}

func all(*unit) bool { return true }

// move runs several takes: all of them or none.
func move(takes []func() ([]*unit, bool), change func(*unit)) bool {
	var found [][]*unit
	for _, take := range takes {
		units, ok := take()
		if !ok {
			return false
		}
		found = append(found, units)
	}
	for _, units := range found {
		for _, u := range units {
			change(u)
		}
	}
	return true
}

// untouched reports whether nothing of a return came and nothing went out for it.
func (m *model) untouched(ret logistics.ID) bool {
	out := int64(0)
	for _, n := range m.returns[ret].replaced {
		out += n
	}
	return out == 0 && m.count(func(u *unit) bool { return u.ret == ret && pool(u) }) == 0
}

// in reports whether a return is there in a state.
func (m *model) in(ret logistics.ID, state returns.State) (*mreturn, bool) {
	r := m.returns[ret]
	return r, r != nil && r.state == state
}

// handle does what a command says, when it is possible.
func (m *model) handle(command returns.Command, at time.Time) bool {
	switch c := command.(type) {
	case returns.Request:
		return m.request(c)
	case returns.Approve:
		return m.approve(c, at)
	case returns.Decline:
		r, ok := m.in(c.Return, returns.StateRequested)
		if ok {
			r.state = returns.StateDeclined
			m.free(c.Return, all)
		}
		return ok
	case returns.Cancel:
		r := m.returns[c.Return]
		if r == nil || r.state != returns.StateRequested && r.state != returns.StateApproved || !m.untouched(c.Return) {
			return false
		}
		r.state = returns.StateCancelled
		m.free(c.Return, all)
		return true
	case returns.Expire:
		r, ok := m.in(c.Return, returns.StateApproved)
		if !ok || !m.untouched(c.Return) || !at.After(r.shipBy) {
			return false
		}
		r.state = returns.StateExpired
		m.free(c.Return, all)
		return true
	case returns.Dispatch:
		r, ok := m.in(c.Return, returns.StateApproved)
		if !ok {
			return false
		}
		for _, item := range c.Items {
			if r.dispatched[item.Line]+item.Units > m.count(of(c.Return, item.Line, all)) {
				return false
			}
		}
		for _, item := range c.Items {
			r.dispatched[item.Line] += item.Units
		}
		r.moved = true
		return true
	case returns.Receive:
		return m.receive(c)
	case returns.ReportMissing:
		r, ok := m.in(c.Return, returns.StateApproved)
		if !ok {
			return false
		}
		for _, item := range c.Items {
			if m.count(of(c.Return, item.Line, outstanding))-r.missing[item.Line] < item.Units {
				return false
			}
		}
		for _, item := range c.Items {
			r.missing[item.Line] += item.Units
		}
		return true
	case returns.SettleUnreceived:
		return m.settle(c)
	case returns.Inspect:
		if _, ok := m.in(c.Return, returns.StateApproved); !ok {
			return false
		}
		found, ok := m.take(c.Units, of(c.Return, c.Line, func(u *unit) bool {
			return u.place == "received" && u.condition == "" && u.decided == "" && !u.disposed
		}))
		if ok {
			for _, u := range found {
				u.condition = c.Condition
			}
		}
		return ok
	case returns.DecideUnits:
		return m.decide(c)
	case returns.AuthoriseRefund:
		return m.authorise(c)
	case returns.ConfirmRefund:
		return m.pay(c.Refund, returns.RefundPaid)
	case returns.FailRefund:
		return m.pay(c.Refund, returns.RefundFailed)
	case returns.VoidRefund:
		return m.pay(c.Refund, returns.RefundVoided)
	case returns.PlanOutbound:
		return m.plan(c)
	case returns.DeliverOutbound:
		o := m.outbounds[c.Outbound]
		if o == nil || m.returns[o.ret].state != returns.StateApproved || o.delivered+c.Units > o.units {
			return false
		}
		o.delivered += c.Units
		return true
	case returns.Dispose:
		return m.dispose(c)
	case returns.Split:
		return m.split(c)
	case returns.Close:
		r, ok := m.in(c.Return, returns.StateApproved)
		if !ok || !m.settled(c.Return) {
			return false
		}
		r.state = returns.StateClosed
		return true
	case returns.Reopen:
		r, ok := m.in(c.Return, returns.StateClosed)
		if ok {
			r.state = returns.StateApproved
		}
		return ok
	case returns.Tick:
		for id, r := range m.returns {
			waits := m.count(func(u *unit) bool { return u.ret == id && outstanding(u) }) > 0
			if r.state == returns.StateApproved && !r.moved && waits && m.untouched(id) && at.After(r.shipBy) {
				r.state = returns.StateExpired
				m.free(id, all)
			}
		}
		return true
	}
	return false
}

func (m *model) request(c returns.Request) bool {
	if m.returns[c.Return] != nil {
		return false
	}
	var takes []func() ([]*unit, bool)
	for _, item := range c.Items {
		if len(m.values[item.Line]) == 0 {
			return false
		}
		takes = append(takes, func() ([]*unit, bool) {
			return m.take(item.Units, func(u *unit) bool { return u.line == item.Line && u.ret.IsZero() })
		})
	}
	if !move(takes, func(u *unit) { u.ret, u.place = c.Return, "requested" }) {
		return false
	}
	m.returns[c.Return] = newReturn(returns.StateRequested)
	return true
}

func newReturn(state returns.State) *mreturn {
	return &mreturn{
		state: state, dispatched: map[logistics.ID]int64{}, missing: map[logistics.ID]int64{},
		replaced: map[logistics.ID]int64{},
		sentBack: map[logistics.ID]int64{},
	}
}

func (m *model) approve(c returns.Approve, at time.Time) bool {
	r, ok := m.in(c.Return, returns.StateRequested)
	if !ok {
		return false
	}
	kept := map[*unit]bool{}
	for _, item := range c.Items {
		found, enough := m.take(item.Units, of(c.Return, item.Line, all))
		if !enough {
			return false
		}
		for _, u := range found {
			kept[u] = true
		}
	}
	if len(c.Items) > 0 {
		m.free(c.Return, func(u *unit) bool { return !kept[u] })
	}
	r.state, r.shipBy = returns.StateApproved, at.Add(m.shipDays)
	return true
}

func (m *model) receive(c returns.Receive) bool {
	r, ok := m.in(c.Return, returns.StateApproved)
	if !ok {
		return false
	}
	var takes []func() ([]*unit, bool)
	for _, item := range c.Items {
		switch {
		case item.Line.IsZero():
		case len(m.values[item.Line]) == 0:
			return false
		case m.count(of(c.Return, item.Line, all)) == 0: // not part of it: noted
		default:
			takes = append(
				takes,
				func() ([]*unit, bool) { return m.take(item.Good+item.Damaged, of(c.Return, item.Line, outstanding)) },
			)
		}
	}
	if !move(takes, func(u *unit) { u.place, r.moved = "received", true }) {
		return false
	}
	m.cap(c.Return)
	return true
}

// cap keeps what is missing to what is outstanding.
func (m *model) cap(ret logistics.ID) {
	for line, n := range m.returns[ret].missing {
		m.returns[ret].missing[line] = min(n, m.count(of(ret, line, outstanding)))
	}
}

func (m *model) settle(c returns.SettleUnreceived) bool {
	if _, ok := m.in(c.Return, returns.StateApproved); !ok {
		return false
	}
	b := m.books(c.Return, c.Line)
	if c.Units > b.outstanding || c.As == returns.NotSent && c.Units > b.ahead(true) {
		return false
	}
	found, _ := m.take(c.Units, of(c.Return, c.Line, outstanding))
	for _, u := range found {
		if u.place = "settled"; c.As == returns.NotSent {
			u.ret, u.place = logistics.ID{}, ""
		}
	}
	r := m.returns[c.Return]
	r.dispatched[c.Line] = min(r.dispatched[c.Line], m.count(of(c.Return, c.Line, all)))
	m.cap(c.Return)
	return true
}

// decide prefers units that are gone: settled ones, then those that went a way out.
func (m *model) decide(c returns.DecideUnits) bool {
	if _, ok := m.in(c.Return, returns.StateApproved); !ok {
		return false
	}
	b := m.books(c.Return, c.Line)
	open, _ := m.take(1<<40, of(c.Return, c.Line, func(u *unit) bool {
		return pool(u) && u.decided == "" && u.condition == c.Condition
	}))
	slices.SortStableFunc(open, func(a, b *unit) int { return gone(b) - gone(a) })
	yes, _ := m.take(1<<40, of(c.Return, c.Line, func(u *unit) bool {
		return accepted(u) && !u.refunded && u.condition == c.Condition
	}))
	n := int64(len(open))
	overturned := max(c.Accept+c.Reject-n, 0)
	switch {
	case c.Accept > n:
		return false
	case overturned > min(int64(len(yes)), max(b.accepted-b.refunded-b.replaced, 0)):
		return false
	case overturned > 0 && c.Review > 0, overturned == 0 && c.Accept+c.Reject+c.Review > n:
		return false
	}
	if b.accepted+c.Accept-overturned+max(b.rejected+c.Reject, b.sentBack) > b.accepted+b.rejected+b.undecided {
		return false
	}
	for _, u := range open[:c.Accept] {
		u.decided = "accepted"
	}
	for _, u := range open[c.Accept:min(c.Accept+c.Reject, n)] {
		u.decided = "rejected"
	}
	for _, u := range yes[:overturned] {
		u.decided = "rejected"
	}
	return true
}

func gone(u *unit) int {
	switch {
	case u.place == "settled":
		return 2
	case u.disposed:
		return 1
	}
	return 0
}

func (m *model) authorise(c returns.AuthoriseRefund) bool {
	r, ok := m.in(c.Return, returns.StateApproved)
	if !ok || m.refunds[c.Refund] != nil {
		return false
	}
	var parts []*unit
	if len(c.Items) == 0 {
		for _, line := range m.lines(c.Return) {
			b := m.books(c.Return, line)
			found, _ := m.take(max(b.accepted-b.refunded-b.replaced, 0), of(c.Return, line, func(u *unit) bool {
				return accepted(u) && !u.refunded
			}))
			parts = append(parts, found...)
		}
	} else {
		asked := map[logistics.ID]int64{}
		for _, item := range c.Items {
			found, enough := m.take(item.Units, of(c.Return, item.Line, func(u *unit) bool {
				return accepted(u) && !u.refunded && u.condition == item.Condition
			}))
			b := m.books(c.Return, item.Line)
			if asked[item.Line] += item.Units; !enough || asked[item.Line] > b.accepted-b.refunded-b.replaced {
				return false
			}
			parts = append(parts, found...)
		}
	}
	if len(parts) == 0 && r.owed <= 0 {
		return false
	}
	due := r.owed
	counted := map[logistics.ID]int64{}
	for _, u := range parts {
		n := m.count(func(o *unit) bool { return o.line == u.line && o.refunded }) + counted[u.line]
		due += m.values[u.line][n]
		counted[u.line]++
	}
	amount := due
	if !c.Amount.IsZero() {
		amount, _ = c.Amount.MinorUnits()
	}
	if amount > due || amount > m.captured-m.out() {
		return false
	}
	for _, u := range parts {
		u.refunded = true
	}
	r.owed = due - amount
	m.refunds[c.Refund] = &mrefund{c.Return, amount, returns.RefundPending}
	return true
}

func (m *model) out() (sum int64) {
	for _, f := range m.refunds {
		if f.state == returns.RefundPending || f.state == returns.RefundPaid {
			sum += f.amount
		}
	}
	return sum
}

func (m *model) pay(id logistics.ID, to returns.RefundState) bool {
	f := m.refunds[id]
	if f == nil || m.returns[f.ret].state != returns.StateApproved {
		return false
	}
	if f.state != returns.RefundPending && (f.state != returns.RefundPaid || to != returns.RefundVoided) {
		return false
	}
	if f.state = to; to != returns.RefundPaid {
		m.returns[f.ret].owed += f.amount
	}
	return true
}

func (m *model) plan(c returns.PlanOutbound) bool {
	r, ok := m.in(c.Return, returns.StateApproved)
	if !ok || m.outbounds[c.Outbound] != nil || m.count(of(c.Return, c.Line, all)) == 0 {
		return false
	}
	b := m.books(c.Return, c.Line)
	switch c.Kind {
	case returns.SendBack:
		notAccepted := b.rejected + b.undecided - b.sentBack - max(b.refunded+b.replaced-b.accepted, 0)
		if c.Units > min(b.received-b.sentBack-b.disposed, notAccepted) {
			return false
		}
		r.sentBack[c.Line] += c.Units
	default:
		if c.Units > c.Available || c.Units > b.ahead(c.Kind == returns.Advance) {
			return false
		}
		r.replaced[c.Line] += c.Units
	}
	m.outbounds[c.Outbound] = &moutbound{ret: c.Return, line: c.Line, units: c.Units}
	return true
}

// dispose prefers units that are decided, so that the others can still be inspected.
func (m *model) dispose(c returns.Dispose) bool {
	if _, ok := m.in(c.Return, returns.StateApproved); !ok {
		return false
	}
	var n int64
	for _, way := range c.Dispositions {
		n += way.Units
	}
	here, _ := m.take(1<<40, of(c.Return, c.Line, func(u *unit) bool {
		return u.place == "received" && !u.disposed && u.condition == c.Condition
	}))
	b := m.books(c.Return, c.Line)
	if n > int64(len(here)) || n > b.received-b.sentBack-b.disposed {
		return false
	}
	slices.SortStableFunc(here, func(a, b *unit) int { return len(b.decided) - len(a.decided) })
	for _, u := range here[:n] {
		u.disposed = true
	}
	return true
}

func (m *model) split(c returns.Split) bool {
	r := m.returns[c.Return]
	if r == nil || r.state != returns.StateRequested && r.state != returns.StateApproved || m.returns[c.Into] != nil {
		return false
	}
	var takes []func() ([]*unit, bool)
	for _, item := range c.Items {
		if b := m.books(c.Return, item.Line); item.Units > b.outstanding || item.Units > b.ahead(true) {
			return false
		}
		takes = append(
			takes, func() ([]*unit, bool) { return m.take(item.Units, of(c.Return, item.Line, outstanding)) },
		)
	}
	asked := int64(0)
	for _, item := range c.Items {
		asked += item.Units
	}
	if asked == m.count(func(u *unit) bool { return u.ret == c.Return }) {
		return false // nothing would be left
	}
	off := newReturn(r.state)
	off.shipBy = r.shipBy
	if !move(takes, func(u *unit) { u.ret = c.Into }) {
		return false
	}
	m.returns[c.Into] = off
	for line, n := range r.dispatched {
		if stay := m.count(of(c.Return, line, all)); n > stay {
			r.dispatched[line], off.dispatched[line], off.moved = stay, n-stay, true
		}
	}
	m.cap(c.Return)
	return true
}

// settled reports whether nothing of a return is open.
func (m *model) settled(ret logistics.ID) bool {
	for _, line := range m.lines(ret) {
		b := m.books(ret, line)
		open := b.undecided - max(b.sentBack-b.rejected, 0) - max(b.replaced-b.accepted, 0)
		if b.outstanding > 0 || open > 0 || b.accepted-b.refunded-b.replaced > 0 {
			return false
		}
	}
	for _, f := range m.refunds {
		if f.ret == ret && f.state == returns.RefundPending {
			return false
		}
	}
	for _, o := range m.outbounds {
		if o.ret == ret && o.delivered < o.units {
			return false
		}
	}
	return m.returns[ret].owed <= 0
}
