package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/sla/sevenr"
)

// orderVerbs tell orders, what became of them, and judge their lines.
func (w *world) orderVerbs() script.Runner {
	return script.Runner{
		"tolerances": w.tolerances, "order": w.order, "line": w.line, "promise": w.promise,
		"fulfilment": w.fulfilment, "judge": w.judge, "tally": w.tally, "join": w.join,
	}
}

// tolerances say how far off is still right, from here on.
func (w *world) tolerances(c script.Call) (string, error) {
	rules, err := policy(c, sevenr.DecodeTolerances)
	if err != nil {
		return "", err
	}
	w.checker, err = sevenr.Compile(rules)
	return "", err
}

// order begins an order; lines and promises follow.
func (w *world) order(c script.Call) (string, error) {
	order, err := facts[logistics.Order](c)
	if err != nil {
		return "", err
	}
	w.orders = append(w.orders, &order)
	return "", nil
}

// of takes the order a call names.
func (w *world) of(c script.Call) (*logistics.Order, error) {
	id := take(c, "order")
	for _, order := range w.orders {
		if order.ID.String() == id {
			return order, nil
		}
	}
	return nil, fmt.Errorf("nobody has told of order %q", id)
}

// line adds a line to an order.
func (w *world) line(c script.Call) (string, error) {
	order, err := w.of(c)
	if err != nil {
		return "", err
	}
	line, err := facts[logistics.OrderLine](c)
	if err != nil {
		return "", err
	}
	order.Lines = append(order.Lines, line)
	return "", nil
}

// promise adds a promise on a line, and tells until when it holds.
func (w *world) promise(c script.Call) (string, error) {
	order, err := w.of(c)
	if err != nil {
		return "", err
	}
	promise, err := facts[logistics.Promise](c)
	if err != nil {
		return "", err
	}
	window, err := promise.Window(w.zones)
	if err != nil {
		return "", err
	}
	order.Promises = append(order.Promises, promise)
	if err := order.Validate(); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s", promise.End, window.To().Format("2006-01-02 15:04 MST")), nil
}

// fulfilment tells what was really delivered. Its id, at, recorded and retracts are those of the event.
func (w *world) fulfilment(c script.Call) (string, error) {
	event := script.Call{Text: map[string]string{}}
	for _, name := range []string{"id", "at", "recorded", "retracts"} {
		if text := take(c, name); text != "" {
			event.Text[name] = text
		}
	}
	c.Raw["event"] = event.JSON(nil)
	fulfilment, err := facts[logistics.Fulfilment](c)
	if err != nil {
		return "", err
	}
	w.fulfilments = append(w.fulfilments, fulfilment)
	return "", fulfilment.Validate()
}

// judge holds every line of every order against its promise, as of now, and tells those it is asked for: "O-1/4" or,
// without a word, all of them.
func (w *world) judge(c script.Call) (string, error) {
	if w.checker == nil {
		return "", fmt.Errorf("no tolerances were told")
	}
	var a answer
	w.outcomes = nil
	for _, order := range w.orders {
		lines, err := w.checker.Lines(*order, w.fulfilments, w.zones, w.now)
		if err != nil {
			return "", err
		}
		for _, line := range lines {
			result, err := w.checker.Check(line, w.now)
			if err != nil {
				return "", err
			}
			w.outcomes = append(w.outcomes, result.Outcome())
			name := order.ID.String() + "/" + line.ID.String()
			if len(c.Words) > 0 && !slices.Contains(c.Words, name) {
				continue
			}
			a.line("%s: %s", name, result.Verdict())
			a.sentences(sevenr.Reasons(), result.Reasons())
		}
	}
	return a.String(), nil
}

// rights are those that the words of a call name; none is all seven.
func rights(c script.Call) (list []logistics.Right, err error) {
	for _, name := range c.Words {
		var right logistics.Right
		if err := right.UnmarshalText([]byte(name)); err != nil {
			return nil, err
		}
		list = append(list, right)
	}
	if len(list) == 0 {
		all := logistics.AllRights()
		list = all[:]
	}
	return list, nil
}

// tally counts lines and orders on some rights together: "tally time quantity".
func (w *world) tally(c script.Call) (string, error) {
	of, err := rights(c)
	if err != nil {
		return "", err
	}
	orders, err := sevenr.OrderTally(w.outcomes, of...)
	if err != nil {
		return "", err
	}
	var a answer
	a.line("lines: %s", tally(sevenr.LineTally(w.outcomes, of...)))
	a.line("orders: %s", tally(orders))
	if len(c.Words) == 0 {
		perfect, err := sevenr.PerfectOrders(w.outcomes)
		if err != nil {
			return "", err
		}
		a.line("perfect orders: %s", tally(perfect))
	}
	return a.String(), nil
}

// join puts the lines together to orders.
func (w *world) join(script.Call) (string, error) {
	orders, err := logistics.JoinLines(w.outcomes)
	if err != nil {
		return "", err
	}
	var a answer
	for _, order := range orders {
		a.line("%s: %s, dated %s", order.Ref(), order.Verdict(), order.Dated().Format("2006-01-02 15:04:05 MST"))
		if !order.Ordered.IsZero() {
			a.line("  ordered %s, good %s", order.Ordered, order.Good)
		}
		by := map[logistics.Verdict][]string{}
		for _, right := range logistics.AllRights() {
			verdict := order.Judge(right)
			by[verdict] = append(by[verdict], right.String())
		}
		for verdict := logistics.Missed; verdict <= logistics.Waived; verdict++ {
			if len(by[verdict]) > 0 {
				a.line("  %s: %s", verdict, strings.Join(by[verdict], ", "))
			}
		}
	}
	return a.String(), nil
}
