package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"
)

// talkative greets every client and answers every line.
func talkative(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				fmt.Fprintln(conn, "hello")
				for lines := bufio.NewScanner(conn); lines.Scan(); {
					fmt.Fprintln(conn, "ok", lines.Text())
				}
			}()
		}
	}()
	return listener.Addr().String()
}

func TestProxyCountsRoundTrips(t *testing.T) {
	wire, err := listenProxy(talkative(t))
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	for range 2 {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", wire.port()))
		if err != nil {
			t.Fatal(err)
		}
		heard := bufio.NewScanner(conn)
		heard.Scan()
		for _, said := range []string{"one", "two\ntwo more", "three"} { // what is sent together is one round trip
			fmt.Fprintln(conn, said)
			for range strings.Count(said, "\n") + 1 {
				if !heard.Scan() {
					t.Fatalf("no answer to %q: %v", said, heard.Err())
				}
			}
		}
		conn.Close()
	}
	got := wire.take()
	want := traffic{connections: 2, roundTrips: 6, up: 2 * 23, down: 2 * (6 + 4*3 + 23)}
	if got != want {
		t.Errorf("traffic = %+v, want %+v", got, want)
	}
	if again := wire.take(); again != (traffic{}) {
		t.Errorf("the second look gives %+v, want nothing", again)
	}
}

func TestReadLinesTellsProgressFromSummary(t *testing.T) {
	const printed = `{"event":"progress","account":"a","stage":"mail","done":500,"total":1000}
{"event":"summary","accounts":[{"id":"a","pulled":3,"new":2,"duplicates":1,"unparsed":0,"errors":[{"code":"x"}]}],"sent":0,"seconds":1.5}
`
	var last summary
	var done []int
	if err := readLines(strings.NewReader(printed), &last, func(p progress) { done = append(done, p.Done) }); err != nil {
		t.Fatal(err)
	}
	fresh, duplicates, unparsed, errors := last.total()
	if len(done) != 1 || done[0] != 500 || fresh != 2 || duplicates != 1 || unparsed != 0 || errors != 1 {
		t.Errorf("progress %v, summary %+v", done, last)
	}
	if err := readLines(strings.NewReader("for people\n"), &last, func(progress) {}); err == nil {
		t.Error("a line that is no JSON was taken")
	}
}
