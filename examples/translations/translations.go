package translations

import (
	"embed"
	"slices"

	"github.com/logicrm/logistics"
)

//go:embed de/*.json
var files embed.FS

// German is the language with all its translations, and with those of the host.
func German(host ...logistics.Translation) (logistics.Language, error) { return Read("de", host...) }

// Read is the language of a tag, with translations of the host's own catalogues. English needs none; of another
// language there is a folder, or an error.
func Read(tag string, host ...logistics.Translation) (logistics.Language, error) {
	if tag == "en" {
		return logistics.Language{}, nil
	}
	entries, err := files.ReadDir(tag)
	if err != nil {
		return logistics.Language{}, err
	}
	all := slices.Clone(host)
	for _, entry := range entries {
		data, err := files.ReadFile(tag + "/" + entry.Name())
		if err != nil {
			return logistics.Language{}, err
		}
		one, err := logistics.DecodeTranslation(data)
		if err != nil {
			return logistics.Language{}, err
		}
		all = append(all, one)
	}
	return logistics.NewLanguage(all...)
}
