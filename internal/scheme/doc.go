// Package scheme verifies numbers of public identification schemes: their form, and the check digit that guards
// against typing errors. It is a kernel: it knows no ids, only text.
package scheme
