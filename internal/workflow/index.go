package workflow

import (
	"math"
	"math/bits"

	"github.com/logicrm/logistics"
)

// twig is a crit-bit tree: a branch, or a position at the end of one. The zero twig is an empty tree.
type twig struct {
	branch *branch
	at     int // position plus one
}

// branch parts the ids below it by the first bit in which they differ. Bits grow from the root on.
type branch struct {
	bit  int
	kids [2]twig
}

// octet is a byte of an id: its value, a zero that no value holds, its scheme, and zeros after that.
func octet(id logistics.ID, i int) byte {
	value := id.Value()
	if i < len(value) {
		return value[i]
	}
	scheme := id.Scheme()
	if i -= len(value) + 1; i >= 0 && i < len(scheme) {
		return scheme[i]
	}
	return 0
}

func side(id logistics.ID, bit int) int { return int(octet(id, bit>>3)>>(7-bit&7)) & 1 }

// same is the bit of two ids that do not differ.
const same = math.MaxInt

// differ is the first bit in which two ids differ.
func differ(a, b logistics.ID) int {
	if a == b {
		return same
	}
	for i := 0; ; i++ {
		if x := octet(a, i) ^ octet(b, i); x != 0 {
			return i<<3 + bits.LeadingZeros8(x)
		}
	}
}

// nearest is the position where an id would have to be; -1 in an empty tree.
func (t twig) nearest(id logistics.ID) int {
	for t.branch != nil {
		t = t.branch.kids[side(id, t.branch.bit)]
	}
	return t.at - 1
}

// with is the tree with a position more, in place of one that has the same id. What it shares with the tree is
// copied, unless the tree belongs to the caller.
func (t twig) with(key func(int) logistics.ID, at int, own bool) twig {
	near := t.nearest(key(at))
	if near < 0 {
		return twig{at: at + 1}
	}
	id := key(at)
	return t.insert(id, at, differ(id, key(near)), own)
}

func (t twig) insert(id logistics.ID, at, bit int, own bool) twig {
	leaf := twig{at: at + 1}
	switch {
	case t.branch == nil && bit == same:
		return leaf
	case t.branch == nil || t.branch.bit > bit:
		b := &branch{bit: bit}
		b.kids[side(id, bit)], b.kids[1-side(id, bit)] = leaf, t
		return twig{branch: b}
	}
	b := t.branch
	if !own {
		copied := *b
		b = &copied
	}
	k := side(id, b.bit)
	b.kids[k] = b.kids[k].insert(id, at, bit, own)
	return twig{branch: b}
}
