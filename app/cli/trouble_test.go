package cli

import (
	"bytes"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/simulator"
	"balcao/backend/simulator/twilioserver"
)

// connected is a data folder that knows both accounts of a simulated shop, and has not synced yet.
func connected(t *testing.T, shop *simulator.Shop, k *terminal) {
	t.Helper()
	e := shop.Endpoints()
	k.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...)
	k.want(exitDone, nil, e.Twilio.Secret+"\n", twilioArgs(e)...)
}

func (s summary) newMessages() (n int) {
	for _, a := range s.Accounts {
		n += a.New
	}
	return n
}

// TestTroubleAtTheProvider: each kind of bad answer names its account, stops no other, and loses nothing.
func TestTroubleAtTheProvider(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		fault twilioserver.Fault
		times int // as often as a question is asked
		want  desk.Code
	}{
		"malformed JSON":    {twilioserver.Fault{Path: "Messages", Status: 200, Body: `{"messages":[{"sid":`}, 3, desk.ErrServer},
		"a page of a proxy": {twilioserver.Fault{Path: "Messages", Status: 200, Body: "<html>log in to the wifi</html>"}, 3, desk.ErrServer},
		"500":               {twilioserver.Fault{Path: "Messages", Status: 500}, 3, desk.ErrServer},
		"503":               {twilioserver.Fault{Path: "Messages", Status: 503}, 3, desk.ErrServer},
		"429":               {twilioserver.Fault{Path: "Messages", Status: 429, Code: 20429}, 3, desk.ErrThrottled},
		"a reset":           {twilioserver.Fault{Path: "Messages", Reset: true}, 3, desk.ErrUnreachable},
		"suspended":         {twilioserver.Fault{Path: "Messages", Status: 401, Code: 20005}, 1, desk.ErrSuspended},
		"password revoked":  {twilioserver.Fault{Path: "Messages", Status: 401, Code: 20003}, 1, desk.ErrAuth},
	}
	clean := newTerminal(t)
	connected(t, simulated(t), clean)
	var whole summary
	clean.want(exitDone, &whole, "", "sync", "--once")
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // questions are asked again after some seconds
			shop, k := simulated(t), newTerminal(t)
			connected(t, shop, k)
			for range c.times {
				shop.FailTwilio(c.fault)
			}
			var s summary
			got := k.want(exitPart, &s, "", "sync", "--once")
			for _, a := range s.Accounts {
				failed := len(a.Errors) > 0
				if failed == (a.New > 0) {
					t.Errorf("account %+v", a)
				}
				if failed && (a.Errors[0].Code != c.want || a.Errors[0].Params["account"] != shop.Endpoints().Twilio.AccountSID) {
					t.Errorf("trouble %+v, want %s", a.Errors, c.want)
				}
			}
			if !strings.Contains(got.err, shop.Endpoints().Twilio.AccountSID) {
				t.Errorf("people are told %q", got.err)
			}
			if n := strings.Count(k.want(exitDone, nil, "", "account", "list").out, `"state":"failing"`); n != 2 {
				t.Errorf("%d addresses are shown as failing", n)
			}
			k.want(exitDone, nil, "", "sync", "--once")
			total := strings.Count(k.want(exitDone, nil, "", "message", "list").out, "\n")
			if total != whole.newMessages() {
				t.Errorf("%d messages in the end, %d without trouble", total, whole.newMessages())
			}
		})
	}
}

// disk mounts a small disk of its own on the data folder.
func (k *terminal) disk(t *testing.T, size string) (remount func(options string)) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("skipped: only root can mount a small disk")
	}
	check(t, os.MkdirAll(k.dir, 0o700))
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "mode=0700,size="+size, "tmpfs", k.dir).CombinedOutput(); err != nil {
		t.Skipf("skipped: a small disk cannot be mounted here: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", k.dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	return func(options string) {
		if out, err := exec.Command("mount", "-o", "remount,"+options, k.dir).CombinedOutput(); err != nil {
			t.Fatalf("remount %s: %v %s", options, err, out)
		}
	}
}

// TestFullDisk: it is said, what was received stays, and with room again everything comes.
func TestFullDisk(t *testing.T) {
	shop, err := simulator.Start(t.Context(), simulator.Options{Seed: 3, Customers: 60, Quiet: true})
	check(t, err)
	t.Cleanup(func() { _ = shop.Close() })
	k := newTerminal(t)
	remount := k.disk(t, "3m")
	connected(t, shop, k)
	got := k.on("", "sync", "--once")
	if p := got.problem(t); got.code != exitFailed || p.Code != desk.ErrDataFull || p.Params["dir"] != k.dir || !strings.Contains(got.err, k.dir) {
		t.Fatalf("%d %+v %s", got.code, p, got.err)
	}
	before := strings.Count(k.want(exitDone, nil, "", "message", "list").out, "\n")
	remount("size=400m")
	var list listed
	k.want(exitDone, &list, "", "account", "list")
	for _, a := range list.Accounts {
		if a.LastError != nil {
			t.Errorf("the disk's trouble is put on the account: %+v", a)
		}
	}
	var s summary
	k.want(exitDone, &s, "", "sync", "--once")
	other := newTerminal(t)
	connected(t, shop, other)
	var whole summary
	other.want(exitDone, &whole, "", "sync", "--once")
	if before+s.newMessages() != whole.newMessages() {
		t.Errorf("%d before, %d after there was room, %d on a large disk", before, s.newMessages(), whole.newMessages())
	}
	k.want(exitDone, nil, "", "verify")
	k.nothingLeaks(t, shop.Endpoints().Secret)
}

// TestFullDiskAtTheStart: even what lies beside the database finds no room, and that is no fault of ours.
func TestFullDiskAtTheStart(t *testing.T) {
	shop := simulated(t)
	k := newTerminal(t)
	k.disk(t, "40m")
	connected(t, shop, k)
	ballast := filepath.Join(k.dir, "ballast")
	if out, err := exec.Command("dd", "if=/dev/zero", "of="+ballast, "bs=4096").CombinedOutput(); err == nil {
		t.Fatalf("the disk is not full: %s", out)
	}
	got := k.on("", "sync", "--once")
	if p := got.problem(t); got.code != exitFailed || p.Code != desk.ErrDataFull {
		t.Errorf("%d %+v %s", got.code, p, got.err)
	}
	check(t, os.Remove(ballast))
	k.want(exitDone, nil, "", "sync", "--once")
}

// TestReadOnlyFolder: writing says so, reading goes on, no file changes.
func TestReadOnlyFolder(t *testing.T) {
	shop := simulated(t)
	k := newTerminal(t)
	remount := k.disk(t, "200m")
	connected(t, shop, k)
	k.want(exitDone, nil, "", "sync", "--once")
	list := k.want(exitDone, nil, "", "message", "list").out
	before := k.files()
	remount("ro")
	for _, args := range [][]string{{"sync", "--once"}, {"reply", "x", "--channel", "email", "--text", "x"}} {
		got := k.on("", args...)
		if p := got.problem(t); got.code != exitFailed || p.Code != desk.ErrDataReadOnly {
			t.Errorf("%v: %d %+v %s", args, got.code, p, got.err)
		}
	}
	if got := k.on("", "message", "list"); got.code != exitDone || got.out != list {
		t.Errorf("reading: %d %s", got.code, got.err)
	}
	for path, content := range k.files() {
		if !bytes.Equal(before[path], content) {
			t.Errorf("%s changed", path)
		}
	}
	remount("rw")
	k.want(exitDone, nil, "", "sync", "--once")
}

// TestDamagedDatabase: it is refused, and left as it is.
func TestDamagedDatabase(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{"the messages": "balcao.db", "the bytes": "raw.db"} {
		t.Run(name, func(t *testing.T) {
			shop := simulated(t)
			k := newTerminal(t)
			connected(t, shop, k)
			k.want(exitDone, nil, "", "sync", "--once")
			path := filepath.Join(k.dir, file)
			content, err := os.ReadFile(path)
			check(t, err)
			for i := range 4096 {
				content[i] ^= 0x5a
			}
			check(t, os.WriteFile(path, content, 0o600))
			sum := sha256.Sum256(content)
			for _, args := range [][]string{{"sync", "--once"}, {"verify"}, {"reply", "x", "--channel", "email", "--text", "x"}} {
				got := k.on("", args...)
				if p := got.problem(t); got.code != exitFailed || p.Code != desk.ErrDataDamaged || got.err == "" {
					t.Errorf("%v: %d %+v %s", args, got.code, p, got.err)
				}
			}
			if file == "balcao.db" {
				if got := k.on("", "inbox"); got.code != exitFailed || got.problem(t).Code != desk.ErrDataDamaged {
					t.Errorf("inbox: %+v", got)
				}
			}
			after, err := os.ReadFile(path)
			check(t, err)
			if sha256.Sum256(after) != sum {
				t.Error("the damaged file was touched")
			}
		})
	}
}
