package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
)

// word is the first word of a call.
func word(c script.Call, what string) (string, error) {
	if len(c.Words) == 0 {
		return "", fmt.Errorf("%s is missing", what)
	}
	return c.Words[0], nil
}

// document is what a call says, as one JSON object: its arguments, and those of the input, which is an object too.
// Amounts may be written "20.00 EUR", quantities "10 EA".
func document(c script.Call) ([]byte, error) {
	object := map[string]any{}
	for _, data := range [][]byte{[]byte(strings.Join(c.Input, "\n")), c.JSON(nil)} {
		if len(data) == 0 {
			continue
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber() // an amount is no float
		if err := decoder.Decode(&object); err != nil {
			return nil, fmt.Errorf("what is given is no JSON object: %w", err)
		}
		if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
			return nil, errors.New("more than one JSON object is given")
		}
	}
	return json.Marshal(longhand("", object))
}

var (
	amount   = regexp.MustCompile(`^(-?\d+(?:\.\d+)?) ([A-Z]{3})$`)
	quantity = regexp.MustCompile(`^(-?\d+(?:\.\d+)?) ([A-Z0-9]{2,3})$`)
)

// longhand writes out what a story says shortly.
func longhand(name string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = longhand(key, inner)
		}
	case []any:
		for i, inner := range v {
			v[i] = longhand(name, inner)
		}
	case string:
		if m := quantity.FindStringSubmatch(v); m != nil && name == "quantity" {
			return map[string]any{"value": m[1], "unit": m[2]}
		}
		if m := amount.FindStringSubmatch(v); m != nil && name != "detail" {
			money := map[string]any{"amount": m[1], "currency": m[2]}
			if name == "cost" {
				return map[string]any{"amount": money}
			}
			return money
		}
	}
	return value
}

// policy reads what a call says with a decoder of the library.
func policy[T any](c script.Call, decode func([]byte) (T, error)) (T, error) {
	data, err := document(c)
	if err != nil {
		var none T
		return none, err
	}
	return decode(data)
}

// facts reads what a call says into a type of the library that has no decoder of its own. A name it does not have is
// an error: a misspelt one would leave the story telling something else.
func facts[T any](c script.Call) (T, error) {
	return policy(c, func(data []byte) (value T, err error) {
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		return value, decoder.Decode(&value)
	})
}

// take removes a text from a call and returns it: what is for the verb itself and not for the library.
func take(c script.Call, name string) string {
	text := c.Text[name]
	delete(c.Text, name)
	return text
}

// period is the one a call names.
func period(c script.Call) (logistics.Period, error) { return logistics.ParsePeriod(c.Text["period"]) }
