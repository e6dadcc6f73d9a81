// Package loopback listens on 127.0.0.1 and remembers its connections, so that a server can be closed
// without leaving one behind. It speaks no protocol.
package loopback

import (
	"fmt"
	"net"
	"sync"
)

// Listener is a TCP listener on a free port of 127.0.0.1.
type Listener struct {
	net.Listener

	mu     sync.Mutex
	open   map[net.Conn]struct{}
	closed bool
}

// Listen opens a free port.
func Listen() (*Listener, error) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen on loopback: %w", err)
	}
	return &Listener{Listener: inner, open: map[net.Conn]struct{}{}}, nil
}

// Accept waits for the next connection.
func (l *Listener) Accept() (net.Conn, error) {
	inner, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: inner, from: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		_ = inner.Close() // the server is going away; nobody will speak to this one
		return nil, net.ErrClosed
	}
	l.open[c] = struct{}{}
	return c, nil
}

// Cut closes every open connection and takes no new ones. The listener itself is closed by its server.
func (l *Listener) Cut() {
	l.mu.Lock()
	l.closed = true
	var open []net.Conn
	for c := range l.open {
		open = append(open, c)
	}
	l.mu.Unlock()
	for _, c := range open {
		_ = c.Close() // the peer may have closed it first
	}
}

type conn struct {
	net.Conn
	from *Listener
}

func (c *conn) Close() error {
	c.from.mu.Lock()
	delete(c.from.open, c)
	c.from.mu.Unlock()
	return c.Conn.Close()
}

// NetConn is the TCP connection itself.
func (c *conn) NetConn() net.Conn { return c.Conn }
