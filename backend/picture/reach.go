package picture

import "net/netip"

// special are the networks that are neither private nor loopback by name and still lead to no picture of a
// stranger (IANA special-purpose registries, RFC 6890), among them those that carry another address inside.
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

// global is what of IPv6 is given out to the internet; the rest is local, translated or unused.
var global = netip.MustParsePrefix("2000::/3")

func prefixes(list ...string) []netip.Prefix {
	parsed := make([]netip.Prefix, len(list))
	for i, p := range list {
		parsed[i] = netip.MustParsePrefix(p)
	}
	return parsed
}

// Public tells an address of the internet from one of this computer or of the network it stands in.
func Public(address netip.Addr) bool {
	if address.Zone() != "" {
		return false
	}
	address = address.Unmap()
	if !address.IsGlobalUnicast() || address.IsPrivate() || address.Is6() && !global.Contains(address) {
		return false
	}
	for _, p := range special {
		if p.Contains(address) {
			return false
		}
	}
	return true
}
