package transfer

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones, where the system has none

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/store"
)

// androidChat is what a telephone in Brazil exports; its name tells with whom it was.
const androidChat = "15/01/2026 09:00 - As mensagens e ligações são protegidas com a criptografia de ponta a ponta. Saiba mais.\n" +
	"15/01/2026 09:01 - Ana Lima: Bom dia: tem caderno?\n" +
	"15/01/2026 09:01 - Ana Lima: ok\n" +
	"15/01/2026 09:01 - Ana Lima: ok\n" +
	"15/01/2026 09:05 - Papelaria Sol: Tem.\nDuas cores:\n- azul\n" +
	"15/01/2026 09:06 - Papelaria Sol: IMG-20260115-WA0001.jpg (arquivo anexado)\nAzul\n" +
	"15/01/2026 09:07 - Ana Lima: <Mídia oculta>\n" +
	"15/01/2026 09:08 - Ana Lima: Mensagem apagada\n" +
	"15/01/2026 09:08 - Você mudou a duração das mensagens temporárias: 24 horas\n" +
	"15/01/2026 09:09 - Ana Lima: Quero <Mensagem editada>\n"

const androidName = "Conversa do WhatsApp com Ana Lima.txt"

func (s *shop) chatIn(path string, c Chat, o Options) (Report, ChatFound) {
	s.t.Helper()
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	r, found, err := WhatsApp(s.t.Context(), s.st, path, c, o)
	if err != nil {
		s.t.Fatal(err)
	}
	return r, found
}

// spoken is a chat in words, one line for each message.
func spoken(all []desk.Message) string {
	var out []string
	for _, m := range all {
		out = append(out, fmt.Sprintf("%s %s %s%s", m.At.Format("2006-01-02 15:04:05"), m.Direction, strings.ReplaceAll(m.Text, "\n", "/"), m.Placeholder))
	}
	return strings.Join(out, "\n")
}

func TestAChatComesIn(t *testing.T) {
	s := newShop(t)
	path := s.file(androidName, androidChat)
	dry, found := s.chatIn(path, Chat{Phone: "11 98765-4321"}, Options{DryRun: true})
	want(t, "dry run", counts(dry), [4]int{10, 7, 0, 3})
	want(t, "nothing is kept", len(s.everything().messages), 0)
	want(t, "who is who", found, ChatFound{Shop: "Papelaria Sol", Customer: "Ana Lima", Key: "+5511987654321", Order: DayFirst})

	r, _ := s.chatIn(path, Chat{Phone: "11 98765-4321"}, Options{})
	want(t, "import", counts(r), [4]int{10, 7, 0, 3})
	all := s.everything()
	want(t, "chat", spoken(all.messages), strings.Join([]string{
		"2026-01-15 09:01:00 in Bom dia: tem caderno?", "2026-01-15 09:01:00 in ok", "2026-01-15 09:01:00 in ok",
		"2026-01-15 09:05:00 out Tem./Duas cores:/- azul", "2026-01-15 09:06:00 out Azul", "2026-01-15 09:07:00 in omitted", "2026-01-15 09:09:00 in Quero",
	}, "\n"))
	want(t, "customer", all.names, []string{"Ana Lima"})
	for _, m := range all.messages {
		if !m.History || m.Channel != desk.WhatsApp {
			t.Errorf("%+v", m)
		}
	}

	again, _ := s.chatIn(path, Chat{Phone: "+55 11 98765 4321"}, Options{})
	want(t, "again", counts(again), [4]int{10, 0, 0, 10})
	longer := s.file(androidName, androidChat+"16/01/2026 10:00 - Papelaria Sol: Até logo\n")
	r, _ = s.chatIn(longer, Chat{Phone: "11987654321"}, Options{})
	want(t, "a longer export", counts(r), [4]int{11, 1, 0, 10})
	u, err := Undo(t.Context(), s.st, r.ID, nil)
	want(t, "undone", fmt.Sprint(u.Messages, u.Customers, err, len(s.everything().messages)), "1 0 <nil> 7")
	s.rebuildChangesNothing()
}

// TestWhatsAppSpeaksManyLanguages: how telephones in the five languages write a chat of the 5th of March 2024, 14:22, in which
// Ana says hello and a picture was left out.
func TestWhatsAppSpeaksManyLanguages(t *testing.T) {
	cases := []struct {
		name, title, chat string
	}{
		{"Android, pt-BR", "Conversa do WhatsApp com Ana", "05/03/2024 14:22 - Ana: Olá\n13/03/2024 14:22 - Sol: <Mídia oculta>\n"},
		{"Android, an older one", "Conversa do WhatsApp com Ana", "05/03/24 às 14:22 - Ana: Olá\n13/03/24 às 14:22 - Sol: <Arquivo de mídia oculto>\n"},
		{"Android, pt-PT", "Conversa do WhatsApp com Ana", "05/03/24, 14:22 - Ana: Olá\n13/03/24, 14:22 - Sol: <Ficheiro multimédia oculto>\n"},
		{"Android, es", "Chat de WhatsApp con Ana", "5/3/24, 14:22 - Ana: Olá\n13/3/24, 14:22 - Sol: <Multimedia omitido>\n"},
		{"Android, es, twelve hours", "Chat de WhatsApp con Ana", "5/3/24, 2:22\u00a0p.\u00a0m. - Ana: Olá\n13/3/24, 2:22\u00a0p.\u00a0m. - Sol: <Archivo omitido>\n"},
		{"Android, ca", "Xat de WhatsApp amb Ana", "5/3/24, 14:22 - Ana: Olá\n13/3/24, 14:22 - Sol: <Mèdia omès>\n"},
		{"Android, en-US", "WhatsApp Chat with Ana", "3/5/24, 2:22\u202fPM - Ana: Olá\n3/13/24, 2:22\u202fPM - Sol: <Media omitted>\n"},
		{"Android, en-GB", "WhatsApp Chat with Ana", "05/03/2024, 14:22 - Ana: Olá\n13/03/2024, 14:22 - Sol: <Media omitted>\n"},
		{"iPhone, pt-BR", "WhatsApp Chat - Ana", "[05/03/24 14:22:00] Ana: Olá\r\n\u200e[13/03/24 14:22:00] Sol: \u200eimagem ocultada\r\n"},
		{"iPhone, pt-PT", "WhatsApp Chat - Ana", "[05/03/24, 14:22:00] Ana: Olá\n\u200e[13/03/24, 14:22:00] Sol: \u200eimagem omitida\n"},
		{"iPhone, es", "WhatsApp Chat - Ana", "[5/3/24, 14:22:00] Ana: Olá\n\u200e[13/3/24, 14:22:00] Sol: \u200eimagen omitida\n"},
		{"iPhone, ca", "WhatsApp Chat - Ana", "[5/3/24, 14:22:00] Ana: Olá\n\u200e[13/3/24, 14:22:00] Sol: \u200eimatge omesa\n"},
		{"iPhone, en-US", "WhatsApp Chat - Ana", "[3/5/24, 2:22:00\u202fPM] Ana: Olá\n\u200e[3/13/24, 2:22:00\u202fPM] Sol: \u200eimage omitted\n"},
		{"iPhone, year first", "WhatsApp Chat - Ana", "[2024-03-05, 14:22:00] Ana: Olá\n\u200e[2024-03-13, 14:22:00] Sol: \u200eimage omitted\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := newShop(t)
			r, _ := s.chatIn(s.file(c.title+".txt", c.chat), Chat{Phone: "11987654321"}, Options{})
			want(t, "report", counts(r), [4]int{2, 2, 0, 0})
			want(t, "chat", spoken(s.everything().messages), "2024-03-05 14:22:00 in Olá\n2024-03-13 14:22:00 out omitted")
		})
	}
}

func TestTheOrderOfDayAndMonth(t *testing.T) {
	cases := []struct {
		name  string
		dates []string // each followed by what is said
		want  Order
	}{
		{"a thirteenth day", []string{"05/03/2024", "13/03/2024"}, DayFirst},
		{"a thirteenth day, in the middle", []string{"3/5/24", "3/13/24"}, MonthFirst},
		{"time only goes on", []string{"01/02/2024", "02/02/2024", "01/03/2024"}, DayFirst},
		{"time only goes on, months first", []string{"1/2/24", "2/1/24", "2/3/24", "3/1/24"}, MonthFirst},
		{"a picture is named by its day", []string{"05/03/2024 IMG-20240305-WA0001.jpg (arquivo anexado)"}, DayFirst},
		{"a picture is named by its day, months first", []string{"3/5/24 IMG-20240305-WA0001.jpg (file attached)"}, MonthFirst},
		{"not in the future", []string{"02/03/2026", "02/03/2026"}, MonthFirst}, // the 3rd of February
		{"the same either way", []string{"03/03/2024", "04/04/2024"}, DayFirst},
		{"nobody can tell", []string{"05/03/2024", "06/03/2024"}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := newOrders(time.Date(2026, 2, 20, 8, 0, 0, 0, time.UTC), time.UTC)
			for _, line := range c.dates {
				date, said, _ := strings.Cut(line, " ")
				h, ok := parseHead(date + " 10:00 - Ana: " + said)
				if !ok {
					t.Fatalf("%q is no line", line)
				}
				o.see(h)
			}
			got, ok := o.found()
			want(t, "order", fmt.Sprint(got, ok), fmt.Sprint(c.want, c.want != ""))
		})
	}
}

// TestAnHourThatIsNotThere: the computer's clock was put forward over midnight, and the telephone's was not.
func TestAnHourThatIsNotThere(t *testing.T) {
	zone, err := time.LoadLocation("America/Sao_Paulo")
	if err != nil {
		t.Fatal(err)
	}
	s := newShop(t)
	chat := "04/11/2018 00:30 - Ana: Oi\n31/02/2018 00:30 - Ana: Oi\n13/11/2018 00:32 - Sol: Olá\n"
	r, _ := s.chatIn(s.file("Conversa do WhatsApp com Ana.txt", chat), Chat{Phone: "11987654321", Zone: zone}, Options{})
	want(t, "read", fmt.Sprint(r.New, r.Skipped), "2 [{ 2 no_date}]")
}

func TestAChatAsksWhatItDoesNotTell(t *testing.T) {
	two := "15/01/2026 09:01 - Ana: Oi\n15/01/2026 09:02 - Sol: Olá\n"
	cases := []struct {
		name, file, chat string
		told             Chat
		want             desk.Code
		found            ChatFound
	}{
		{"a group", "x.txt", two + "15/01/2026 09:02 - Rui: Olá\n", Chat{Phone: "11987654321"}, desk.ErrImportGroup, ChatFound{}},
		{"no chat", "x.txt", "Olá\n", Chat{}, desk.ErrImportUnreadable, ChatFound{}},
		{"no number", "Conversa do WhatsApp com Ana.txt", two, Chat{}, desk.ErrImportWhose, ChatFound{}},
		{"who is the shop", "x.txt", two, Chat{Phone: "11987654321"}, desk.ErrImportShop, ChatFound{}},
		{"nobody of that name", "x.txt", two, Chat{Phone: "11987654321", Shop: "Lua"}, desk.ErrImportShop, ChatFound{}},
		{"the order of the date", "Conversa do WhatsApp com Ana.txt", strings.ReplaceAll(two, "15/01", "01/02"), Chat{Phone: "11987654321"}, desk.ErrImportOrder, ChatFound{}},
		{"told the shop", "x.txt", two, Chat{Phone: "11987654321", Shop: "sol"}, "", ChatFound{"Sol", "Ana", "+5511987654321", DayFirst}},
		{"named by the number", "Conversa do WhatsApp com +55 11 98765-4321.txt", strings.ReplaceAll(two, "Ana", "\u202a+55\u00a011\u00a098765\u20114321\u202c"), Chat{}, "", ChatFound{"Sol", "+55 11 98765‑4321", "+5511987654321", DayFirst}},
		{"only she speaks", "Conversa do WhatsApp com Ana.txt", two[:strings.Index(two, "\n")+1], Chat{Phone: "11987654321"}, "", ChatFound{"", "Ana", "+5511987654321", DayFirst}},
		{"only the shop speaks", "Conversa do WhatsApp com Ana.txt", two[strings.Index(two, "\n")+1:], Chat{Phone: "11987654321", Shop: "Sol"}, "", ChatFound{"Sol", "Ana", "+5511987654321", DayFirst}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := newShop(t)
			c.told.Zone = time.UTC
			_, found, err := WhatsApp(t.Context(), s.st, s.file(c.file, c.chat), c.told, Options{})
			if c.want != "" {
				if !desk.HasCode(err, c.want) {
					t.Errorf("err = %v", err)
				}
				return
			}
			want(t, "found", fmt.Sprint(found, err), fmt.Sprint(c.found, " <nil>"))
		})
	}
}

func TestFilesOfAChat(t *testing.T) {
	s := newShop(t)
	const picture = "\xff\xd8\xff\xe0 azul"
	said := "[15/01/26, 09:01:00] Ana: Oi\n\u200e[15/01/26, 09:02:00] Ana: \u200e<anexado: 00000002-PHOTO-2026-01-15-09-02-00.jpg>\n" +
		"\u200e[15/01/26, 09:03:00] Ana: \u200e<anexado: ../../fora.pdf>\n[15/01/26, 09:04:00] Sol: Azul \u200e<anexado: falta.pdf>\n"
	without := strings.NewReplacer("<anexado: 00000002-PHOTO-2026-01-15-09-02-00.jpg>", "imagem ocultada", "<anexado: ../../fora.pdf>", "documento omitido").Replace(said)
	c := Chat{Phone: "11987654321", Shop: "Sol"}
	r, _ := s.chatIn(s.zip("WhatsApp Chat - Ana.zip", "_chat.txt", without), c, Options{})
	want(t, "without files", counts(r), [4]int{4, 4, 0, 0})
	whole := s.zip("WhatsApp Chat - Ana.zip", "_chat.txt", said, "00000002-PHOTO-2026-01-15-09-02-00.jpg", picture, "../../fora.pdf", "fora", "notas.txt", "nada")
	dry, _ := s.chatIn(whole, c, Options{DryRun: true})
	r, _ = s.chatIn(whole, c, Options{})
	want(t, "with files", counts(r), [4]int{4, 0, 1, 3})
	want(t, "dry run", counts(dry), counts(r))
	all := s.everything().messages
	want(t, "chat", spoken(all), "2026-01-15 09:01:00 in Oi\n2026-01-15 09:02:00 in \n2026-01-15 09:03:00 in omitted\n2026-01-15 09:04:00 out Azul")
	s.read(func(tx *store.ReadTx) error {
		files, err := tx.Attachments().Of(all[1].ID)
		if len(files) != 1 {
			t.Fatalf("%d files", len(files))
		}
		want(t, "file", fmt.Sprint(files[0].Name, " ", files[0].Type, " ", files[0].Size), fmt.Sprint("00000002-PHOTO-2026-01-15-09-02-00.jpg image/jpeg ", len(picture)))
		content, err2 := s.st.Blob(t.Context(), files[0].SHA256)
		want(t, "bytes", string(content), picture)
		if err2 != nil {
			return err2
		}
		return err
	})
	s.rebuildChangesNothing()
}

// TestATextThatWasSentIsNotTheChat: people send exported chats to one another.
func TestATextThatWasSentIsNotTheChat(t *testing.T) {
	const chat, sent = "15/01/2026 09:01 - Ana: Oi\n15/01/2026 09:02 - Sol: Olá\n", "15/01/2026 09:01 - Ana: Outra coisa\n"
	for name, files := range map[string][]string{
		"Conversa do WhatsApp com Ana.zip":     {"Conversa do WhatsApp com Ana.txt", chat, "Conversa do WhatsApp com Rui.txt", sent, "_chat.txt", sent},
		"Conversa do WhatsApp com Ana (1).zip": {"Conversa do WhatsApp com Ana.txt", chat, "Conversa do WhatsApp com Rui.txt", sent},
		"WhatsApp Chat - Ana.zip":              {"00000001-Conversa do WhatsApp com Rui.txt", sent, "_chat.txt", chat},
		"ana.zip":                              {"notas.txt", sent, "Conversa do WhatsApp com Ana.txt", chat, "Conversa do WhatsApp com Rui.txt", sent},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			r, _ := s.chatIn(s.zip(name, files...), Chat{Phone: "11987654321", Shop: "Sol"}, Options{})
			want(t, "read", r.Read, 2)
		})
	}
}

func TestAChatIsNotDoubledWithTwilio(t *testing.T) {
	s := newShop(t)
	twilio := desk.Connection{ID: "tw", Kind: desk.TwilioConnection, Config: []byte("{}"), CreatedAt: s.st.Now(), HistoryBefore: s.st.Now()}
	s.write(func(tx *store.Tx) error { return tx.Connections().Put(twilio) })
	intake, err := ingest.Begin(t.Context(), s.st, twilio, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = intake.Take(&channel.Inbound{
		Channel: desk.WhatsApp, ExternalID: "SM1", Raw: []byte("{}"), Received: time.Date(2026, 1, 15, 9, 0, 58, 0, time.UTC), // a clock behind
		From: "whatsapp:+551187654321", To: "whatsapp:+551133334444", Text: "Bom dia: tem caderno?",
	}, "c")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := intake.Close(); err != nil {
		t.Fatal(err)
	}
	r, _ := s.chatIn(s.file(androidName, androidChat), Chat{Phone: "11 98765-4321"}, Options{})
	want(t, "import", counts(r), [4]int{10, 6, 0, 4})
	all := s.everything()
	want(t, "one customer", len(all.names), 1)
	// The address that has written is the one that is answered to, with its eight digits.
	want(t, "address", all.messages[1].From, "whatsapp:+551187654321")
}

func TestHostileChats(t *testing.T) {
	s := newShop(t)
	line := "15/01/2026 09:01 - Ana: "
	bomb := s.zip("b.zip", "_chat.txt", line+strings.Repeat("a", 200<<20))
	whole := s.zip("f.zip", "_chat.txt", line+"um\n")
	damaged, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	damaged[len("PK")+28+len("_chat.txt")] ^= 0xff // the first byte of what is packed
	cases := []struct{ name, path string }{
		{"a zip that grows", bomb},
		{"a zip in a zip", s.zip("c.zip", "x.zip", "PK")},
		{"no zip", s.file("d.zip", "PK\x03\x04")},
		{"a zip that is damaged, or has a password", s.file("f.zip", string(damaged))},
		{"a line without end", s.file("e.txt", line+strings.Repeat("a", mostLine+1))},
		{"not there", "/nowhere.txt"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := WhatsApp(t.Context(), s.st, c.path, Chat{Phone: "11987654321", Shop: "Sol", Zone: time.UTC}, Options{})
			if !desk.HasCode(err, desk.ErrImportUnreadable) || desk.AsError(err).Params["file"] == "" {
				t.Errorf("err = %v", err)
			}
		})
	}
	want(t, "nothing came", len(s.everything().messages), 0)
	cut := s.file("Conversa do WhatsApp com Ana.txt", line+"um\n"+strings.Repeat("muito\n", 200_000)+"99/99/9999 10:00 - Ana: x\n15/01/2026 09:02 - Ana: dois\n")
	r, _ := s.chatIn(cut, Chat{Phone: "11987654321"}, Options{})
	want(t, "the others come", fmt.Sprint(r.New, reasons(r)), fmt.Sprint(2, map[Reason]int{NoDate: 1}))
}

func FuzzChatLine(f *testing.F) {
	for _, line := range slices.Collect(strings.Lines(androidChat)) {
		f.Add(line)
	}
	f.Add("\u200e[13/3/24, 2:22:00\u202fPM] \u202aAna\u202c: \u200e<attached: a.jpg>")
	f.Fuzz(func(t *testing.T, line string) {
		h, ok := parseHead(line)
		if !ok {
			return
		}
		if len(h.text) > 3*len(line) || h.hour > 23 || h.minute > 59 {
			t.Errorf("%+v", h)
		}
		o := newOrders(time.Now(), time.UTC)
		o.see(h)
		_ = readSaid(h.text, h.mark)
	})
}
