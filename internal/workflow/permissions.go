package workflow

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Permissions is the table of who may do what, made ready to be asked. The actions of a room are its commands, and
// rights that go beyond a command, in an order of the room's. Nobody may do anything by the zero Permissions.
type Permissions struct {
	rows []permitted
}

type permitted struct {
	actor   logistics.Actor
	actions uint64 // a bit for each
}

const (
	maxActors  = 100
	maxActions = 64 // bits of a word
	maxActor   = 64 // bytes of a name
)

// CompilePermissions makes a table ready, and reports what is wrong with it.
func CompilePermissions(
	rows []logistics.Permission, actions []string, path string, faults *logistics.Faults,
) Permissions {
	if len(rows) > maxActors {
		faults.TooMany(path, len(rows), "at most "+strconv.Itoa(maxActors)+" actors")
		return Permissions{}
	}
	var p Permissions
	for i, row := range rows {
		at := path + "/" + strconv.Itoa(i)
		if row.Actor != "" {
			checkActor(at+"/actor", row.Actor, faults)
		}
		if slices.ContainsFunc(rows[:i], func(o logistics.Permission) bool { return o.Actor == row.Actor }) {
			faults.Duplicate(at+"/actor", row.Actor, "each actor once")
		}
		if len(row.May) > maxActions {
			faults.TooMany(at+"/may", len(row.May), "at most "+strconv.Itoa(maxActions))
			continue
		}
		one := permitted{actor: row.Actor}
		for k, action := range row.May {
			bit := slices.Index(actions, action)
			if bit < 0 || one.actions&(1<<bit) != 0 {
				code := logistics.FaultUnknown
				if bit >= 0 {
					code = logistics.FaultDuplicate
				}
				faults.Add(at+"/may/"+strconv.Itoa(k), code, action, "commands and rights of this workflow, each once")
				continue
			}
			one.actions |= 1 << bit
		}
		p.rows = append(p.rows, one)
	}
	return p
}

// Allows reports whether an actor may do something.
func (p *Permissions) Allows(actor logistics.Actor, action int) bool {
	for i := range p.rows {
		if p.rows[i].actor == actor {
			return p.rows[i].actions&(1<<action) != 0
		}
	}
	return false
}

func checkActor(path string, actor logistics.Actor, faults *logistics.Faults) {
	wire.CheckText(path, string(actor), "who gives the command", maxActor, faults)
}
