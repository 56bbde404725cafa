package count

import (
	"encoding"
	"encoding/base64"
	"encoding/binary"
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// The letters that the canonical bytes of each accumulator begin with, and their version.
const (
	proportionTag  = 'P'
	momentsTag     = 'M'
	histogramTag   = 'H'
	patternsTag    = 'R'
	frequenciesTag = 'F'
	cubeTag        = 'C'
	counterTag     = 'K'
	binaryVersion  = 1
)

// checkHead refuses bytes that are something else, or of another version.
func checkHead(data []byte, tag byte) error {
	switch {
	case len(data) < 2 || data[0] != tag:
		return corrupt("not the letter of this accumulator")
	case data[1] != binaryVersion:
		return fault("", logistics.FaultUnsupported, digits(int64(data[1])), "this release reads version 1")
	}
	return nil
}

func corrupt(detail string) error {
	return logistics.NewFieldError(logistics.FaultSyntax, "", detail)
}

// readCount reads an unsigned varint in its shortest form, of 1 or more.
func readCount(data []byte) (count int64, rest []byte, ok bool) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n == 0 || n > math.MaxInt64 || data[size-1] == 0 {
		return 0, nil, false
	}
	return int64(n), data[size:], true
}

// textOf is the form of an accumulator in a document: its canonical bytes in base64 (RFC 4648, 4).
func textOf(a encoding.BinaryAppender) ([]byte, error) {
	data, err := a.AppendBinary(nil)
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.AppendEncode(nil, data), nil
}

// readText reads the form of textOf and refuses all others.
func readText(text []byte, into encoding.BinaryUnmarshaler) error {
	data, err := base64.StdEncoding.Strict().AppendDecode(nil, text)
	if err != nil {
		return corrupt("not base64")
	}
	return into.UnmarshalBinary(data)
}

func fault(path string, code logistics.FaultCode, value, detail string) error {
	e := logistics.NewFieldError(code, value, detail)
	e.Path = path
	return e
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }
