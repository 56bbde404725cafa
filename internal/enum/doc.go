// Package enum gives closed enums their texts.
//
// # Model and units
//
// An enum is a ~uint8 whose zero value is none of its values. Its names are a list of which the first
// belongs to the zero value: [Name] shows it, but it is not a text on the wire.
//
// # Errors
//
// [Text] and [Parse] say whether there is a text or a value; [Marshal] and [Unmarshal] wrap the refusal
// of the caller.
package enum
