//go:build bindings

package window

// generating is true in the build that only writes frontend/wailsjs: it shows nothing and opens nothing.
const generating = true

func ready() error { return nil }
