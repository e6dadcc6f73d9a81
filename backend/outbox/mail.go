package outbox

import (
	"strings"

	"balcao/backend/desk"
	"balcao/backend/eml"
)

// signed puts the shop's signature under a text, behind the line by which mail programs know one (RFC 3676 §4.3).
func signed(text, signature string) string {
	if signature == "" {
		return text
	}
	return strings.TrimRight(text, "\n") + "\n\n-- \n" + signature
}

// copies reads who else is to get a mail. Every part must be an address, or the owner would believe that somebody
// got it who did not.
func copies(typed, to string) ([]eml.Address, error) {
	var list []eml.Address
	seen := map[string]bool{eml.AddressKey(to): true}
	for _, part := range eml.SplitAddresses(typed) {
		parsed := eml.ParseAddresses(part)
		if len(parsed) != 1 || !eml.IsSendable(parsed[0].Addr) || parsed[0].Name == "" && strings.Trim(part, "<>") != parsed[0].Addr {
			return nil, desk.E(desk.ErrBadAddress, nil, "address", part)
		}
		if key := eml.AddressKey(parsed[0].Addr); !seen[key] {
			seen[key] = true
			list = append(list, parsed[0])
		}
	}
	return list, nil
}

// addressLine writes addresses as they stand in a message's row, from which recipients reads them.
func addressLine(list []eml.Address) string {
	parts := make([]string, len(list))
	for i, a := range list {
		parts[i] = eml.WriteAddress(a)
	}
	return strings.Join(parts, ", ")
}

// recipients are all to whom a message of ours goes.
func recipients(m desk.Message) []string {
	all := []string{m.To}
	for _, a := range eml.ParseAddresses(m.Cc) {
		all = append(all, a.Addr)
	}
	return all
}
