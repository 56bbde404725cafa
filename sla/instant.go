package sla

// Events of one instant come without an order: systems import in bulk, and cut times to the minute. They are
// taken in the order in which the fewest are passed over, given the state before; of several such orders in
// the first by the ranks below. Neither ids nor the time of recording decide.

// ranked are the actions in the order they are tried: what makes time run before what stops it.
var ranked = [...]action{start, reopen, resume, reset, pause, stop, cancel}

// counts are how many events of each action are left.
type counts [actions]int

// steps are the states that actions lead to from one that has begun; none where they are passed over.
var steps = [actions][Cancelled + 1]State{
	stop:   {Running: Stopped, Paused: Stopped},
	pause:  {Running: Paused},
	resume: {Paused: Running},
	reset:  {Running: Running, Paused: Running, Stopped: Running},
	reopen: {Stopped: Running},
	cancel: {Pending: Cancelled, Running: Cancelled, Paused: Cancelled, Stopped: Cancelled},
	start:  {Pending: Running},
}

// after is the state an action leads to; ok is false where it is passed over. held is the pause before the start
// that still holds.
func (t *Timer) after(act action, state State, held bool) (next State, holds, ok bool) {
	next = steps[act][state]
	if state == Pending {
		switch {
		case act == start && held:
			return Paused, false, true
		case act == pause && t.rule.Retroactive && !held:
			return Pending, true, true
		case act == resume && held:
			return Pending, false, true
		}
	}
	return next, held, next != 0
}

// most is how many of the events that are left can be taken without passing one over.
func (t *Timer) most(left *counts, state State, held bool) int {
	if state == Cancelled {
		return 0
	}
	last := min(left[cancel], 1)
	if state != Pending {
		return last + left.walk(state)
	}
	if left[start] > 0 { // a pause or a resumption before the start can be taken after it as well
		state = Running
		if held {
			state = Paused
		}
		return last + 1 + left.walk(state)
	}
	if !t.rule.Retroactive {
		return last
	}
	if held {
		return last + min(left[resume], left[pause]+1) + min(left[pause], left[resume])
	}
	return last + min(left[pause], left[resume]+1) + min(left[resume], left[pause])
}

// walk is the longest walk between running, paused and stopped that uses an event for each step. A reset and a
// stop can leave more than one of the states; for each end of the walk the best use of them follows from how often
// a state can be entered and left.
func (c *counts) walk(from State) int {
	if from == Stopped && c[reopen]+c[reset] == 0 {
		return 0
	}
	one := func(state, at State) int {
		if state == at {
			return 1
		}
		return 0
	}
	best := 0
	for _, to := range [...]State{Running, Paused, Stopped} {
		// Stopped is entered by stops, and left by reopenings and resets.
		ends := one(to, Stopped) - one(from, Stopped)
		resets := min(c[reset], max(0, c[stop]-c[reopen]-ends))
		stops := min(c[stop], c[reopen]+resets+ends)
		reopens := stops - ends - resets
		// Paused is entered by pauses, and left by resumptions, and by the stops and resets that are not needed there.
		ends = one(to, Paused) - one(from, Paused)
		pauses := min(c[pause], c[resume]+stops+c[reset]-resets+ends)
		leaves := pauses - ends
		if stops < 0 || reopens < 0 || pauses < 0 || leaves < 0 {
			continue
		}
		best = max(best, stops+reopens+pauses+min(c[resume], leaves)+c[reset])
	}
	return best
}

// arrange puts the events of one instant in order. They come in the order of [byTime], so that equal input in
// any order gives equal output.
func (m *machine) arrange(group []Event) {
	var room [8]Event
	given := append(room[:0], group...)
	var left counts
	for i := range given {
		left[m.timer.actionOf(given[i].Kind)]++
	}
	var next [actions]int // by action: where to look for its next event
	placed := 0
	place := func(act action) {
		i := next[act]
		for m.timer.actionOf(given[i].Kind) != act {
			i++
		}
		next[act] = i + 1
		group[placed] = given[i]
		placed++
		left[act]--
	}
	for left[ignore] > 0 { // they tell with whom the case lies before the others move it
		place(ignore)
	}
	state, held := m.result.State, m.paused
	for all := m.timer.most(&left, state, held); all > 0; all-- {
		act := m.timer.choose(&left, state, held, all)
		state, held, _ = m.timer.after(act, state, held)
		place(act)
	}
	for _, act := range ranked {
		for left[act] > 0 {
			place(act)
		}
	}
}

// choose is the first action after which all the others of the most that can be taken can still be.
func (t *Timer) choose(left *counts, state State, held bool, all int) action {
	for _, act := range ranked {
		if left[act] == 0 {
			continue
		}
		next, holds, ok := t.after(act, state, held)
		if !ok {
			continue
		}
		left[act]--
		rest := t.most(left, next, holds)
		left[act]++
		if rest == all-1 {
			return act
		}
	}
	return ignore // not reached: one of them begins the longest walk
}
