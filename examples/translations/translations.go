package translations

import (
	"embed"
	"io/fs"

	"github.com/logicrm/logistics"
)

//go:embed de/*.json
var files embed.FS

// German is the language with all its translations.
func German() (logistics.Language, error) { return read("de") }

// Read is the language of a tag; ok is false for one that nobody has translated. English needs no translation.
func Read(tag string) (in logistics.Language, ok bool, err error) {
	switch tag {
	case "en":
		return logistics.Language{}, true, nil
	case "de":
		in, err = German()
		return in, true, err
	}
	return logistics.Language{}, false, nil
}

func read(dir string) (logistics.Language, error) {
	names, err := fs.Glob(files, dir+"/*.json")
	if err != nil {
		return logistics.Language{}, err
	}
	var all []logistics.Translation
	for _, name := range names {
		data, err := files.ReadFile(name)
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
