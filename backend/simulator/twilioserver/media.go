package twilioserver

import (
	"net/http"
	"strconv"
	"time"

	"balcao/backend/simulator/samplefile"
)

// mediaLinkLasts is how long the redirected address of a file is good for.
const mediaLinkLasts = 4 * time.Hour

type mediaJSON struct {
	AccountSID  string `json:"account_sid"`
	ContentType string `json:"content_type"`
	DateCreated string `json:"date_created"`
	DateUpdated string `json:"date_updated"`
	ParentSID   string `json:"parent_sid"`
	SID         string `json:"sid"`
	URI         string `json:"uri"`
}

type mediaListJSON struct {
	MediaList       []mediaJSON `json:"media_list"`
	FirstPageURI    string      `json:"first_page_uri"`
	NextPageURI     *string     `json:"next_page_uri"`
	PreviousPageURI *string     `json:"previous_page_uri"`
	Start           int         `json:"start"`
	End             int         `json:"end"`
	Page            int         `json:"page"`
	PageSize        int         `json:"page_size"`
	URI             string      `json:"uri"`
}

// listMedia lists the files of a message; there are never enough of them for a second page.
func (s *line) listMedia(w http.ResponseWriter, r *http.Request) {
	m := s.book.message(r.PathValue("message"))
	if m == nil {
		fail(w, notFound(r))
		return
	}
	path := s.accountPath() + "/Messages/" + m.SID + "/Media"
	out := mediaListJSON{
		MediaList: []mediaJSON{}, PageSize: defaultPage, End: max(len(m.Media)-1, 0),
		FirstPageURI: path + ".json?PageSize=50&Page=0", URI: path + ".json?PageSize=50&Page=0",
	}
	for i, kind := range m.Media {
		sid := mediaSID(m.SID, i)
		out.MediaList = append(out.MediaList, mediaJSON{
			AccountSID: s.options.AccountSID, ContentType: kind, DateCreated: twilioDate(m.At), DateUpdated: twilioDate(m.At),
			ParentSID: m.SID, SID: sid, URI: path + "/" + sid + ".json",
		})
	}
	reply(w, http.StatusOK, out)
}

// media answers for one file: what it is, or where its bytes are.
func (s *line) media(w http.ResponseWriter, r *http.Request) {
	m := s.book.message(r.PathValue("message"))
	wanted := r.PathValue("media")
	sid := withoutSuffix(wanted)
	kind := ""
	if m != nil {
		kind = m.mediaType(sid)
	}
	if kind == "" {
		fail(w, notFound(r))
		return
	}
	if sid != wanted {
		reply(w, http.StatusOK, mediaJSON{
			AccountSID: s.options.AccountSID, ContentType: kind, DateCreated: twilioDate(m.At), DateUpdated: twilioDate(m.At),
			ParentSID: m.SID, SID: sid, URI: r.URL.Path,
		})
		return
	}
	expires := strconv.FormatInt(s.options.Now().Add(mediaLinkLasts).Unix(), 10)
	http.Redirect(w, r, "/simulated-cdn/"+sid+"?Message="+m.SID+"&Expires="+expires, http.StatusTemporaryRedirect)
}

// mediaType is the type of a file of this message; empty when it has no such file.
func (m *Message) mediaType(sid string) string {
	for i, kind := range m.Media {
		if mediaSID(m.SID, i) == sid {
			return kind
		}
	}
	return ""
}

// mediaBytes is the place that media redirects to: open to whoever has the link, for a while.
func (s *line) mediaBytes(w http.ResponseWriter, r *http.Request) {
	m := s.book.message(r.URL.Query().Get("Message"))
	expires, err := strconv.ParseInt(r.URL.Query().Get("Expires"), 10, 64)
	if err != nil || m == nil || s.options.Now().Unix() > expires {
		http.Error(w, "Access denied", http.StatusForbidden)
		return
	}
	sid := r.PathValue("media")
	kind := m.mediaType(sid)
	if kind == "" {
		http.NotFound(w, r)
		return
	}
	seed, err := strconv.ParseUint(sid[2:18], 16, 64)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(samplefile.Make(kind, "Arquivo recebido", seed)) // a client that has gone is told nothing
}
