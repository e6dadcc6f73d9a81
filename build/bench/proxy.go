package main

import (
	"errors"
	"io"
	"net"
	"sync"
)

// proxy passes bytes between clients and one server and counts how often a client spoke after hearing
// the server: the round trips that it waited for.
type proxy struct {
	listener net.Listener
	server   string
	open     sync.WaitGroup

	mu      sync.Mutex
	traffic traffic
}

// traffic is what has crossed since the last look.
type traffic struct {
	connections, roundTrips int
	up, down                int64 // bytes
}

func listenProxy(server string) (*proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{listener: listener, server: server}
	go p.serve()
	return p, nil
}

func (p *proxy) port() int { return p.listener.Addr().(*net.TCPAddr).Port }

func (p *proxy) Close() error { return p.listener.Close() }

// take waits until every connection has ended, gives what has crossed, and starts from zero.
func (p *proxy) take() traffic {
	p.open.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	t := p.traffic
	p.traffic = traffic{}
	return t
}

func (p *proxy) serve() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.open.Add(1)
		go func() {
			defer p.open.Done()
			p.relay(client)
		}()
	}
}

func (p *proxy) relay(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", p.server)
	if err != nil {
		return
	}
	defer server.Close()
	p.mu.Lock()
	p.traffic.connections++
	p.mu.Unlock()

	heard := false // guarded by p.mu: the server has spoken since the client last did
	var both sync.WaitGroup
	both.Go(func() {
		pass(client, server, func(n int) { p.count(n, 0, &heard) })
	})
	both.Go(func() {
		pass(server, client, func(n int) { p.count(0, n, &heard) })
	})
	both.Wait()
}

// count notes bytes to the client (down) or to the server (up).
func (p *proxy) count(down, up int, heard *bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.traffic.down += int64(down)
	p.traffic.up += int64(up)
	if down > 0 {
		*heard = true
	}
	if up > 0 && *heard {
		p.traffic.roundTrips++
		*heard = false
	}
}

// pass copies until the source ends, then tells the other side so.
func pass(to, from net.Conn, count func(int)) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			count(n)
			if _, err := to.Write(buffer[:n]); err != nil {
				from.Close()
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				to.Close()
				return
			}
			if half, ok := to.(*net.TCPConn); ok {
				_ = half.CloseWrite() // the other side may be gone already
			}
			return
		}
	}
}
