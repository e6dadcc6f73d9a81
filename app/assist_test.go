package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"sync"
	"testing"

	"balcao/backend/assist"
	"balcao/backend/llm"
)

// keyed is the simulated model behind a server that notes the keys that come.
func keyed(t *testing.T, model string) (address string, keys func() []string) {
	t.Helper()
	to, err := url.Parse(model)
	if err != nil {
		t.Fatal(err)
	}
	to.Path = ""
	var mu sync.Mutex
	var came []string
	proxy := httputil.NewSingleHostReverseProxy(to)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		came = append(came, r.Header.Get("Authorization"))
		mu.Unlock()
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1", func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Compact(slices.Clone(came))
	}
}

// A key that is kept serves for the same host when the terms change, and for no other.
func TestAKeptKeyNeedNotComeAgain(t *testing.T) {
	shop := newShop(t)
	address, keys := keyed(t, shop.sim.LLM)
	elsewhere, others := keyed(t, shop.sim.LLM)
	read := func() (is bool) {
		t.Helper()
		terms, err := assist.Terms(t.Context(), shop.Store)
		if err != nil {
			t.Fatal(err)
		}
		return terms.Keyed
	}
	accept := func(address, key string) {
		t.Helper()
		tested, err := shop.TryModel(t.Context(), llm.Endpoint{BaseURL: address, Key: key})
		if err != nil {
			t.Fatal(err)
		}
		terms, err := assist.Terms(t.Context(), shop.Store)
		if err != nil {
			t.Fatal(err)
		}
		terms.BaseURL, terms.Model = address, tested.Model
		if err := shop.AcceptModel(t.Context(), terms, key); err != nil {
			t.Fatal(err)
		}
	}
	accept(address, "sk-1")
	accept(address, "")
	if got := keys(); !slices.Equal(got, []string{"Bearer sk-1"}) || !read() {
		t.Errorf("the host was shown %q, keyed %v", got, read())
	}
	accept(elsewhere, "")
	if got := others(); !slices.Equal(got, []string{""}) || read() {
		t.Errorf("another host was shown %q, keyed %v", got, read())
	}
}
