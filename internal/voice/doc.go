// Package voice tells figures and sentences in a language: what counts, lasts, costs and is dated as people read it.
// It works on the exact texts of figures, which it asks its [Source] to read, and rounds once, from the exact value.
// English is built in; what another language does not say is said in English.
package voice
