// Package picture handles pictures that strangers made: it tells what one is by its content, makes a small one
// of it, and fetches those that a mail only points at.
//
// Fetching leaves as little behind as it can: no cookies, no referrer, no login, and never to an address inside
// the owner's own network, whatever a name or a redirect says. It decides nothing: whether a picture may be
// fetched is asked of the owner before.
package picture
