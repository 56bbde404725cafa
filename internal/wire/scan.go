package wire

// The functions of this file walk JSON that is known to be valid, so they look only for the ends of
// values. They allocate nothing and hand out slices of the input.

func skipSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r') {
		i++
	}
	return i
}

// endOfString returns the index behind the closing quote of the string that starts at i.
func endOfString(data []byte, i int) int {
	for i++; data[i] != '"'; i++ {
		if data[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// endOfValue returns the index behind the value that starts at i.
func endOfValue(data []byte, i int) int {
	switch data[i] {
	case '"':
		return endOfString(data, i)
	case '{', '[':
		for depth := 0; ; i++ {
			switch data[i] {
			case '"':
				i = endOfString(data, i) - 1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
	default:
		for i < len(data) && data[i] != ',' && data[i] != '}' && data[i] != ']' && data[i] > ' ' {
			i++
		}
		return i
	}
}

// members calls visit for each member of an object, in order, with the quoted name as it stands.
func members(data []byte, visit func(quotedName, value []byte) bool) {
	i := skipSpace(data, 1)
	for data[i] != '}' {
		nameEnd := endOfString(data, i)
		name := data[i:nameEnd]
		i = skipSpace(data, skipSpace(data, nameEnd)+1) // past the colon
		end := endOfValue(data, i)
		if !visit(name, data[i:end]) {
			return
		}
		if i = skipSpace(data, end); data[i] == ',' {
			i = skipSpace(data, i+1)
		}
	}
}

// elements calls visit for each element of an array, in order.
func elements(data []byte, visit func(index int, value []byte) bool) {
	i := skipSpace(data, 1)
	for n := 0; data[i] != ']'; n++ {
		end := endOfValue(data, i)
		if !visit(n, data[i:end]) {
			return
		}
		if i = skipSpace(data, end); data[i] == ',' {
			i = skipSpace(data, i+1)
		}
	}
}

// depth is the number of levels of arrays and objects.
func depth(data []byte) int {
	deepest, now := 0, 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = endOfString(data, i) - 1
		case '{', '[':
			now++
			deepest = max(deepest, now)
		case '}', ']':
			now--
		}
	}
	return deepest
}
