package filekind

import "testing"

func TestOf(t *testing.T) {
	for _, c := range []struct {
		name, mediaType string
		want            Kind
	}{
		{"foto.jpg", "image/jpeg", Picture},
		{"FOTO.JPEG", "", Picture},
		{"foto.png", "application/octet-stream", Picture},
		{"", "image/webp", Picture},
		{"foto da sra. Ana Beatriz", "image/png", Picture},
		{"PTT-20260610-WA0001.opus", "audio/ogg; codecs=opus", Sound},
		{"", "audio/ogg; codecs=opus", Sound},
		{"festa.mp4", "video/mp4", Film},
		{"nota.pdf", "application/pdf", Document},
		{"nota fiscal 3.2.1.pdf", "application/pdf", Document},
		{"www.loja.com.br.pdf", "application/pdf", Document},
		{"orçamento.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Document},
		{"recado", "text/plain", Document},

		{"nfe.xml", "text/xml", Other},
		{"fotos.zip", "application/zip", Other},
		{"planilha.xls", "application/vnd.ms-excel", Other},
		{"clientes.csv", "text/csv", Other},
		{"convite.ics", "text/calendar", Other},
		{"x.heic", "image/heic", Other},
		{"", "", Other},
		{"arquivo.xyz", "image/png", Other},

		{"fatura.exe", "", Danger},
		{"fatura.pdf.exe", "application/pdf", Danger},
		{"fatura.pdf                    .exe", "application/pdf", Danger},
		{"fatura.pdf.exe. ", "application/pdf", Danger},
		{"fatura.exe.pdf", "application/pdf", Danger},
		{"fatura.PDF.Js", "", Danger},
		{"foto\u202egpj.exe", "image/jpeg", Danger},
		{"foto\u202eexe.jpg", "image/jpeg", Danger},
		{"x.js", "text/plain", Danger},
		{"x.lnk", "", Danger},
		{"x.scr", "", Danger},
		{"x.html", "text/plain", Danger},
		{"x.iso", "", Danger},
		{"x.docm", "", Danger},
		{"x.svg", "image/png", Danger},
		{"x.command", "", Danger},
		{"loja.com", "", Danger},
		{"foto.jpg", "text/html", Danger},
		{"foto.jpg", "IMAGE/SVG+XML; charset=utf-8", Danger},
		{"nota.pdf", "application/x-msdownload", Danger},
		{"nota.doc", "application/vnd.ms-word.document.macroEnabled.12", Danger},
	} {
		if got := Of(c.name, c.mediaType).Kind; got != c.want {
			t.Errorf("%q, %q: %s, want %s", c.name, c.mediaType, got, c.want)
		}
	}
}

func TestBegins(t *testing.T) {
	for _, c := range []struct {
		name, head string
		want       bool
	}{
		{"a.pdf", "%PDF-1.7\n", true},
		{"a.pdf", "\xEF\xBB\xBF%PDF-1.7\n", true},
		{"a.pdf", "MZ\x90\x00", false},
		{"a.pdf", "", false},
		{"a.jpg", "\xFF\xD8\xFF\xE0", true},
		{"a.jpg", "MZ", false},
		{"a.jpg", "<html>", false},
		{"a.jpeg", "\x89PNG", false},
		{"a.docx", "PK\x03\x04", true},
		{"a.docx", "\xD0\xCF\x11\xE0", false},
		{"a.odt", "PK\x03\x04", true},
		{"a.txt", "Bom dia, ação!\n", true},
		{"a.txt", "#!/bin/sh\n", false},
		{"a.txt", "<!DOCTYPE html><script>", false},
		{"a.txt", "MZ\x90\x00\x03", false},
		{"a.txt", "\x7fELF\x02\x01", false},
		{"a.mp3", "ID3\x04", true},
		{"a.mp3", "\xFF\xFB\x90", true},
		{"a.mp3", "MZ", false},
		{"a.ogg", "OggS\x00", true},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42", true},
		{"a.mp4", "\x7fELF", false},
		{"a.wav", "RIFF", true},
		{"a.webm", "\x1A\x45\xDF\xA3", true},
		{"a.exe", "MZ", false},
		{"a.zip", "PK\x03\x04", false},
	} {
		if got := Of(c.name, "").Begins([]byte(c.head)); got != c.want {
			t.Errorf("%s beginning with %q: %v", c.name, c.head, got)
		}
	}
}

func TestTypesLeadToKnownEndings(t *testing.T) {
	for mediaType, ending := range byType {
		if known[ending].Ending == "" {
			t.Errorf("%s leads to %q", mediaType, ending)
		}
	}
	for ending, f := range known {
		if dangerous[ending] || f.begins == nil || (f.Type == "") != (f.Kind == Document) {
			t.Errorf("%s: %+v", ending, f.Kind)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("a.pdf", "application/pdf", []byte("%PDF"))
	f.Fuzz(func(t *testing.T, name, mediaType string, head []byte) {
		file := Of(name, mediaType)
		if file.Begins(head) && file.Ending == "" {
			t.Errorf("%q may be opened under no ending", name)
		}
	})
}
