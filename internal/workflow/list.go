package workflow

import (
	"iter"
	"sync"
	"sync/atomic"

	"github.com/logicrm/logistics"
)

// Element is what a [List] holds: it knows the id it is kept under, which never changes, and makes a copy of itself
// that shares nothing which is written to.
type Element[T any] interface {
	*T
	Key() logistics.ID
	Clone() T
}

// List is a list in order with a look-up by id. Lists that were made from one another share what did not change;
// an assignment is a copy. The zero List is empty. When several elements have one id, the last one is found.
type List[T any, P Element[T]] struct {
	size  int32
	depth int32 // levels of nodes above the leaves
	root  *node[T]
	late  *late // the index of the elements the list was made of at once
	index twig  // of those that came after them, but for the last few
}

const (
	shift = 5 // bits of a position, for each level
	width = 1 << shift
	mask  = width - 1
	near  = 8 // elements at the end that are looked at one by one: most is asked of what came last
	few   = 8 // look-ups that are cheaper without an index
)

// node is a branch of nodes, or a leaf: of elements where they were made, until one of them changes, and of
// elements by themselves from then on.
type node[T any] struct {
	nodes []*node[T]
	block []T
	leaf  []*T
}

// late is an index that is built when it is worth it. Those who share it share the work.
type late struct {
	size  int
	asked atomic.Int32
	once  sync.Once
	index twig
}

// ListOf is a list of elements, which it takes over.
func ListOf[T any, P Element[T]](elements []T) (l List[T, P]) {
	if len(elements) == 0 {
		return l
	}
	leaves := make([]node[T], (len(elements)+mask)/width)
	level := make([]*node[T], len(leaves))
	for i := range leaves {
		from, to := i*width, min((i+1)*width, len(elements))
		leaves[i].block, level[i] = elements[from:to:to], &leaves[i]
	}
	for ; len(level) > 1; l.depth++ {
		above := make([]*node[T], 0, (len(level)+mask)/width)
		for from := 0; from < len(level); from += width {
			to := min(from+width, len(level))
			above = append(above, &node[T]{nodes: level[from:to:to]})
		}
		level = above
	}
	l.size, l.root, l.late = int32(len(elements)), level[0], &late{size: len(elements)}
	return l
}

// Len is the number of elements.
func (l *List[T, P]) Len() int { return int(l.size) }

// At is an element, to be read.
func (l *List[T, P]) At(i int) P {
	n := l.root
	for level := int(l.depth); level > 0; level-- {
		n = n.nodes[i>>(level*shift)&mask]
	}
	return n.element(i & mask)
}

func (n *node[T]) element(k int) *T {
	if n.block != nil {
		return &n.block[k]
	}
	return n.leaf[k]
}

// All are the elements in order, to be read.
func (l *List[T, P]) All() iter.Seq2[int, P] {
	return func(yield func(int, P) bool) {
		if l.root != nil {
			each(l.root, int(l.depth), 0, yield)
		}
	}
}

func each[T any, P Element[T]](n *node[T], level, from int, yield func(int, P) bool) bool {
	for i := range n.block {
		if !yield(from+i, &n.block[i]) {
			return false
		}
	}
	for i, element := range n.leaf {
		if !yield(from+i, element) {
			return false
		}
	}
	for i, below := range n.nodes {
		if !each(below, level-1, from+i<<(level*shift), yield) {
			return false
		}
	}
	return true
}

// Add puts an element at the end, for the caller to fill in: its place may be written to until the list is copied.
func (l *List[T, P]) Add() P {
	i, depth := int(l.size), int(l.depth)
	l.size++
	element := new(T)
	switch {
	case l.root == nil:
		l.root = path(0, element)
	case i == 1<<((depth+1)*shift): // every leaf is full
		l.root = &node[T]{nodes: []*node[T]{l.root, path(depth, element)}}
		l.depth++
	default:
		l.root = l.root.with(depth, i, element)
	}
	if old := i - near; old >= l.lateSize() {
		l.index = l.index.with(l.key, old, false)
	}
	return element
}

// Change is a copy of an element in its place, which may be written to until the list is copied.
func (l *List[T, P]) Change(i int) P {
	changed := l.At(i).Clone()
	l.root = l.root.with(int(l.depth), i, &changed)
	return &changed
}

// Find is the position of an id; -1 when it is not there.
func (l *List[T, P]) Find(id logistics.ID) int {
	last := max(int(l.size)-near, 0)
	for i := int(l.size) - 1; i >= last; i-- {
		if l.At(i).Key() == id {
			return i
		}
	}
	if last == 0 {
		return -1
	}
	if i := l.match(l.index, id); i >= 0 {
		return i
	}
	return l.early(id)
}

// early looks an id up among the elements the list was made of at once.
func (l *List[T, P]) early(id logistics.ID) int {
	b := l.late
	if b == nil {
		return -1
	}
	if b.asked.Load() < few && b.asked.Add(1) <= few {
		for i := b.size - 1; i >= 0; i-- {
			if l.At(i).Key() == id {
				return i
			}
		}
		return -1
	}
	b.once.Do(func() {
		for i := range b.size {
			b.index = b.index.with(l.key, i, true)
		}
	})
	return l.match(b.index, id)
}

// match is the only position of an index that can have the id, when it has.
func (l *List[T, P]) match(index twig, id logistics.ID) int {
	i := index.nearest(id)
	if i < 0 || l.key(i) != id {
		return -1
	}
	return i
}

func (l *List[T, P]) key(i int) logistics.ID { return l.At(i).Key() }

func (l *List[T, P]) lateSize() int {
	if l.late == nil {
		return 0
	}
	return l.late.size
}

// path is a chain of nodes down to a leaf with one element.
func path[T any](depth int, element *T) *node[T] {
	n := &node[T]{leaf: []*T{element}}
	for ; depth > 0; depth-- {
		n = &node[T]{nodes: []*node[T]{n}}
	}
	return n
}

// with is a node with another element in it; only the path to it is new.
func (n *node[T]) with(level, i int, element *T) *node[T] {
	k := i >> (level * shift) & mask
	switch {
	case level == 0:
		leaf := n.leaf
		if n.block != nil {
			leaf = make([]*T, len(n.block))
			for j := range n.block {
				leaf[j] = &n.block[j]
			}
		}
		return &node[T]{leaf: put(leaf, k, element)}
	case k == len(n.nodes):
		return &node[T]{nodes: put(n.nodes, k, path(level-1, element))}
	}
	return &node[T]{nodes: put(n.nodes, k, n.nodes[k].with(level-1, i, element))}
}

// put is a list with another element at a place, which may be the next one.
func put[T any](list []T, k int, element T) []T {
	out := make([]T, max(len(list), k+1))
	copy(out, list)
	out[k] = element
	return out
}
