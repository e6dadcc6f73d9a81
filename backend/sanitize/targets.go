package sanitize

import "encoding/json"

// targets is how Result.Targets writes; the short names are kept beside every mail.
type targets struct {
	Links  []target `json:"l,omitempty"`
	Images []string `json:"i,omitempty"`
}

type target struct {
	URL   string   `json:"u"`
	Host  string   `json:"h,omitempty"`
	Text  string   `json:"t,omitempty"`
	Flags []string `json:"f,omitempty"`
}

// Targets writes down what the places in HTML stand for, to be kept with it; empty when there are none.
func (r Result) Targets() string {
	if len(r.Links) == 0 && len(r.RemoteImages) == 0 {
		return ""
	}
	kept := targets{Links: make([]target, len(r.Links)), Images: r.RemoteImages}
	for i, l := range r.Links {
		kept.Links[i] = target{l.URL, l.Host, l.Text, l.Flags}
	}
	text, err := json.Marshal(kept)
	if err != nil {
		panic(err) // strings always can be written
	}
	return string(text)
}

// ReadTargets fills a Result with what Targets wrote.
func (r *Result) ReadTargets(text string) error {
	if text == "" {
		return nil
	}
	var kept targets
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return err
	}
	r.RemoteImages, r.Links = kept.Images, make([]Link, len(kept.Links))
	for i, t := range kept.Links {
		r.Links[i] = Link{Token(i), t.URL, t.Host, t.Text, t.Flags}
	}
	return nil
}
