package returns

// replay is where the lists of a replay come from: a few large ones are made instead of many small ones.
type replay struct {
	goods    stock[Goods]
	lots     stock[Lot]
	parts    stock[RefundPart]
	items    stock[Item]
	moves    stock[moved[Item]]
	arrivals stock[Arrival]
	receipts stock[moved[Arrival]]
}

// newReplay is for so many of the events that have lists. Most lists have one element.
func newReplay(returns, refunds, moves, arrivals int) *replay {
	return &replay{
		stock[Goods]{most: returns}, stock[Lot]{most: returns}, stock[RefundPart]{most: refunds}, stock[Item]{most: moves},
		stock[moved[Item]]{most: moves}, stock[Arrival]{most: arrivals}, stock[moved[Arrival]]{most: arrivals},
	}
}

// stock is room for elements of which some were taken. Without a stock each taking is made by itself.
type stock[T any] struct {
	left []T
	most int // elements that are made at once
}

// take makes so many elements.
func (s *stock[T]) take(n int) []T {
	if n > len(s.left) {
		s.left = make([]T, max(n, s.most))
	}
	taken := s.left[:n:n]
	s.left = s.left[n:]
	return taken
}

// copied is a list of elements of its own.
func (s *stock[T]) copied(list []T) []T {
	if len(list) == 0 {
		return list[:0:0]
	}
	taken := s.take(len(list))
	copy(taken, list)
	return taken
}
