package cli

import (
	"testing"

	"balcao/backend/channel/sms"
	"balcao/backend/desk"
)

func TestSegmentsAreToldForSMSOnly(t *testing.T) {
	if got := segmentsOf(desk.WhatsApp, "Olá"); got != nil {
		t.Errorf("WhatsApp costs %+v", got)
	}
	got := segmentsOf(desk.SMS, "Olá") // á is not in GSM-7
	if got == nil || *got != (sms.Segments{Encoding: "ucs2", Units: 3, Parts: 1, PerPart: 70}) {
		t.Errorf("an SMS with an accent costs %+v", got)
	}
}
