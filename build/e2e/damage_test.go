//go:build e2e

package e2e

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// data is the folder of the stage's shop.
func (s *stage) data() (dir string) {
	s.t.Helper()
	for _, pair := range s.env {
		if name, value, _ := strings.Cut(pair, "="); name == "BALCAO_DATA" {
			dir = value
		}
	}
	return dir
}

// stocked is a stage whose shop has read its mailbox and is closed again.
func stocked(t *testing.T, env ...string) *stage {
	t.Helper()
	s := newStage(t, env...)
	s.stock()
	return s
}

// stock fills the shop by the command line.
func (s *stage) stock() simulated {
	s.t.Helper()
	sim := s.simulate("--customers", "40", "--messages", "600")
	s.addMailbox(sim)
	s.command("sync", "--once")
	return sim
}

func (s *stage) command(args ...string) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(k.binary, args...)
	c.Env = s.env
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// rewrite changes the bytes of a file in place, as a bad disk does.
func rewrite(t *testing.T, path string, change func([]byte)) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	change(content)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestDamagedStart finds no database where the shop's was, says what is safe, and opens once a whole one is there.
func TestDamagedStart(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		opener, note := onPath(t, "xdg-open")
		s := stocked(t, opener, desktop)
		path := filepath.Join(s.data(), "balcao.db")
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rewrite(t, path, func(b []byte) { clear(b[:4096]) })
		damaged, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p := s.open()
		for _, words := range []string{"Os dados da loja estão com defeito", path, "Nada foi apagado", "em geral continuam no servidor", "Só aqui: notas", "raw.db", "copie a pasta inteira"} {
			p.says(words)
		}
		p.says("Abrir a pasta")
		examine(p, "damaged-start-"+theme)
		p.press(keyTab, keyTab, keyEnter)
		p.until("the folder to be shown", func() bool {
			shown, err := os.ReadFile(note)
			return err == nil && strings.Contains(string(shown), s.data())
		})
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, damaged) {
			t.Errorf("the damaged file was touched: %v", err)
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		p.push("Tentar de novo")
		p.again(2)
		p.says("Tudo em dia")
	})
}

// TestDamageFoundInTheShop: the check at the start finds it while the owner reads, and nothing is written any more.
func TestDamageFoundInTheShop(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		s := stocked(t, desktop)
		path := filepath.Join(s.data(), "balcao.db")
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rewrite(t, path, func(b []byte) {
			for at := 0; at < len(b); at += 4096 {
				if bytes.Contains(b[at:at+4096], []byte("\nPapelaria Sabiá")) { // a signature, which no list shows
					clear(b[at : at+4096])
				}
			}
		})
		p := s.open()
		p.click(`[role="tab"][data-key="closed"]`)
		p.find(row)
		p.says("está com defeito. O Balcão parou de gravar")
		p.says("Parado: nada entra nem sai agora")
		p.find(row)
		p.push("Conferir tudo")
		p.says("Conferido: o defeito continua.")
		examine(p, "damage-found-"+theme)
		p.quit()
		p = s.open()
		p.says("está com defeito. O Balcão parou de gravar")

		// A whole file, put in place while the window is open, as a file manager does.
		if err := errors.Join(os.WriteFile(path+".new", whole, 0o600), os.Rename(path+".new", path)); err != nil {
			t.Fatal(err)
		}
		p.push("Conferir tudo")
		p.again(2)
		p.says("Tudo em dia")
	})
}

// TestACleanEndLeavesNoDoubt: only a window that was killed has its data checked at the next start.
func TestACleanEndLeavesNoDoubt(t *testing.T) {
	s := stocked(t)
	mark := filepath.Join(s.data(), "left.mark")
	p := s.open()
	p.find(`[role="tab"]`)
	p.quit()
	if left, err := os.ReadFile(mark); err != nil || strings.HasPrefix(string(left), "damaged") {
		t.Errorf("left %q, %v", left, err)
	}
	p = s.open()
	p.find(`[role="tab"]`)
	p.end(syscall.SIGKILL)
	if _, err := os.Stat(mark); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a killed window left a mark: %v", err)
	}
}

// smallDisk puts the stage's data on a disk of their own, and gives what fills it.
func (s *stage) smallDisk(size string) (fill func(), ballast string) {
	s.t.Helper()
	if os.Geteuid() != 0 {
		s.t.Skip("skipped: only root can mount a small disk")
	}
	if err := os.MkdirAll(s.data(), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "mode=0700,size="+size, "tmpfs", s.data()).CombinedOutput(); err != nil {
		s.t.Skipf("skipped: a small disk cannot be mounted here: %v %s", err, out)
	}
	s.t.Cleanup(func() {
		if out, err := exec.Command("umount", s.data()).CombinedOutput(); err != nil {
			s.t.Errorf("umount: %v %s", err, out)
		}
	})
	ballast = filepath.Join(s.data(), "ballast")
	return func() {
		s.t.Helper()
		f, err := os.Create(ballast)
		if err != nil {
			s.t.Fatal(err)
		}
		defer f.Close()
		for err == nil {
			_, err = f.Write(make([]byte, 4096))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			s.t.Fatal(err)
		}
	}, ballast
}

// TestFullDisk: a start says so, what is typed stays in the box, and everything goes on once there is room.
func TestFullDisk(t *testing.T) {
	s := newStage(t)
	fill, ballast := s.smallDisk("60m")
	sim := s.stock()
	room := func() {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}
	fill()
	p := s.open()
	p.says("O disco está cheio (" + s.data() + ")")
	p.says("Abrir a pasta")
	bothThemes(p, "full-start")
	room()
	p.push("Tentar de novo")
	p.again(2)
	p.says("Tudo em dia")

	p.click(`[role="tab"][data-key="closed"]`)
	p.click(row)
	p.find(composer)
	fill()
	p.fill(composer, "Já está separado.")
	p.says("O texto continua na caixa, mas o rascunho não foi salvo. O disco está cheio")
	p.chord(keyControl, keyEnter)
	p.says("A mensagem não entrou na fila e continua na caixa.")
	bothThemes(p, "full-running")
	room()
	p.until("the draft to be saved by itself", func() bool { return !strings.Contains(p.text("body"), "o rascunho não foi salvo") })
	p.chord(keyControl, keyEnter)
	p.until("the bubble", func() bool { return mine(p, "Já está separado.") != "" })

	fill()
	post(t, sim, written(0, "Dona Zulmira <zulmira@correio.example>", sim.Address, "Chegou?", "<p>"+strings.Repeat("Queria saber do meu pedido. ", 9000)+"</p>"))
	p.says("Parado: nada entra nem sai agora")
	p.says("Nada do que estava guardado se perdeu")
	bothThemes(p, "full-stopped")
	room()
	p.push("Tentar agora")
	p.click(`[role="tab"][data-key="reply"]`)
	p.says("Zulmira")
	p.until("the trouble to be over", func() bool { return !strings.Contains(p.text("body"), "O disco está cheio") })
}

// TestClosingOnWordsThatCannotBeKept asks in the window: they are copied, stayed for, or given up.
func TestClosingOnWordsThatCannotBeKept(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		s := newStage(t, desktop)
		fill, _ := s.smallDisk("60m")
		s.stock()
		p := s.open()
		p.says("Tudo em dia")
		p.click(`[role="tab"][data-key="closed"]`)
		p.click(row)
		p.find(composer)
		fill()
		const words = "Já está separado, pode passar quando quiser."
		p.fill(composer, words)
		ask := func() {
			t.Helper()
			p.run(`window.runtime.Quit(); done()`, nil)
			p.until("the question", func() bool {
				asked := p.text(`[role="alertdialog"]`)
				return strings.Contains(asked, "Não deu para guardar tudo") && strings.Contains(asked, "O disco está cheio") && strings.Contains(asked, words)
			})
		}
		ask()
		examine(p, "unkept-"+theme)
		p.press(keyEnter)
		p.until("the question to go", func() bool { return len(p.all(`[role="alertdialog"]`)) == 0 })
		if got := typed(p); got != words {
			t.Errorf("the box holds %q", got)
		}
		ask()
		p.gone = true
		p.runLast(`document.querySelector(arguments[0]).click(); done()`, p.named("Sair mesmo assim"))
		if err := p.program.Wait(); err != nil {
			t.Error(err)
		}
	})
}

// TestFirstReadingAtTheFootOfTheList says how far it is, in the place that later says that all is well.
func TestFirstReadingAtTheFootOfTheList(t *testing.T) {
	s := newStage(t)
	s.addMailbox(s.simulate("--customers", "400", "--messages", "40000"))
	p := s.open()
	reading := regexp.MustCompile(`Lendo \p{L}+ de \d{4}, [\d.]+ de [\d.]+`)
	p.until("how far it is", func() bool { return reading.MatchString(p.text("body")) })
	height := func() (px float64) {
		p.run(`done([...document.querySelectorAll('section [role="status"]')].find((e) => e.ariaLive)?.parentElement.offsetHeight ?? 0)`, &px)
		return px
	}
	during := height()
	bothThemes(p, "first-reading")
	p.find(row) // usable at once
	p.says("Tudo em dia")
	if after := height(); during == 0 || during != after {
		t.Errorf("the foot is %v px high while reading and %v after", during, after)
	}
}
