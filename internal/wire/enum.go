package wire

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
)

// EnumText is the MarshalText of a closed enum: the zero value has no text on the wire.
func EnumText[E ~uint8](e E, names []string) ([]byte, error) {
	text, ok := enum.Text(e, names)
	if !ok {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", enum.Wanted(names))
	}
	return text, nil
}

// ParseEnum is the UnmarshalText of a closed enum.
func ParseEnum[E ~uint8](target *E, names []string, text []byte) error {
	if !enum.Parse(target, names, text) {
		return logistics.NewFieldError(logistics.FaultUnknown, string(text), enum.Wanted(names))
	}
	return nil
}
