package returns

// replay is where the lists of a replay come from: a few large ones are made instead of many small ones.
type replay struct {
	goods stock[Goods]
	lots  stock[Lot]
	parts stock[RefundPart]
}

// newReplay is for so many returns and refunds. Most have one line, found in one condition.
func newReplay(returns, refunds int) *replay {
	return &replay{stock[Goods]{most: returns}, stock[Lot]{most: returns}, stock[RefundPart]{most: refunds}}
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
