package count

import "github.com/logicrm/logistics"

// everyPattern is how many patterns there are: three to the seventh.
const everyPattern = 2187

// ternary has the weight of each set of rights, a power of three for each right in it. Its second half, which no set
// of seven has, is there so that no index need be checked.
var ternary = [256]uint16{
	0, 1, 3, 4, 9, 10, 12, 13, 27, 28, 30, 31, 36, 37, 39, 40,
	81, 82, 84, 85, 90, 91, 93, 94, 108, 109, 111, 112, 117, 118, 120, 121,
	243, 244, 246, 247, 252, 253, 255, 256, 270, 271, 273, 274, 279, 280, 282, 283,
	324, 325, 327, 328, 333, 334, 336, 337, 351, 352, 354, 355, 360, 361, 363, 364,
	729, 730, 732, 733, 738, 739, 741, 742, 756, 757, 759, 760, 765, 766, 768, 769,
	810, 811, 813, 814, 819, 820, 822, 823, 837, 838, 840, 841, 846, 847, 849, 850,
	972, 973, 975, 976, 981, 982, 984, 985, 999, 1000, 1002, 1003, 1008, 1009, 1011, 1012,
	1053, 1054, 1056, 1057, 1062, 1063, 1065, 1066, 1080, 1081, 1083, 1084, 1089, 1090, 1092, 1093,
}

// keyOf is what of a right a pattern is about: whether it was judged, and whether it was missed. A bit for each right
// that was judged, then one for each that was missed; the highest bit keeps a key from being 0.
func keyOf(rights logistics.Rights) uint16 {
	judged, missed := rights.Bits()
	return keyOfBits(judged, missed)
}

func keyOfBits(judged, missed uint8) uint16 { return 1<<15 | uint16(judged)<<8 | uint16(missed) }

// bitsOf are the rights judged and those missed: the inverse of keyOf.
func bitsOf(key uint16) (judged, missed uint8) { return uint8(key >> 8 &^ (1 << 7)), uint8(key) }

// numberOf is the number of a pattern, below [everyPattern]: in base three a digit for each right, which is 0 where it
// was not judged, 1 where it was met and 2 where it was missed.
func numberOf(key uint16) int {
	judged, missed := bitsOf(key)
	return int(ternary[judged]) + int(ternary[missed])
}

// keyAt is the pattern of a number: the inverse of numberOf.
func keyAt(number int) uint16 {
	var judged, missed uint8
	for bit := uint8(1); number > 0; bit, number = bit<<1, number/3 {
		switch number % 3 {
		case 1:
			judged |= bit
		case 2:
			judged, missed = judged|bit, missed|bit
		}
	}
	return keyOfBits(judged, missed)
}
