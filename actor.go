package logistics

// Actor is who gives a command to a workflow, as the host knows. The vocabulary is open; these are the usual
// ones. The empty Actor is somebody the host says nothing about.
type Actor string

// The usual actors.
const (
	ActorCustomer  Actor = "customer"
	ActorStaff     Actor = "staff"
	ActorWarehouse Actor = "warehouse"
	ActorCarrier   Actor = "carrier"
	ActorSystem    Actor = "system" // a program: a scheduler, an import, a payment service
)

// Permission is a row of the table of who may do what. An actor without a row may do nothing.
type Permission struct {
	Actor Actor    `json:"actor,omitzero"` // absent: the actor of whom the host says nothing
	May   []string `json:"may"`            // commands by their names on the wire, and rights that the room names
}
