package phone

import (
	"slices"
	"testing"
)

func TestKey(t *testing.T) {
	for _, test := range []struct{ name, address, key string }{
		{"brazil mobile", "+5511988887777", "+5511988887777"},
		{"brazil mobile, old whatsapp id", "whatsapp:+551188887777", "+5511988887777"},
		{"brazil mobile, old id of the north-east", "whatsapp:+557196665555", "+5571996665555"},
		{"brazil, first digit 6", "+551162223333", "+5511962223333"},
		{"brazil landline, first digit 2", "+551122223333", "+551122223333"},
		{"brazil landline, first digit 5", "+551152223333", "+551152223333"},
		{"brazil landline on whatsapp", "whatsapp:+551132223333", "+551132223333"},
		{"brazil mobile whose second digit is 4 is not shortened", "+5511948887777", "+5511948887777"},
		{"brazil without plus", "5511988887777", "+5511988887777"},
		{"brazil without plus nor ninth digit", "whatsapp:551188887777", "+5511988887777"},
		{"brazil with separators", "+55 (11) 8888-7777", "+5511988887777"},
		{"brazil, area code with a zero is left alone", "+551088887777", "+551088887777"},
		{"full-width digits", "+５５１１９８８８８７７７７", "+5511988887777"},
		{"argentina mobile with 9", "+5491123456789", "+541123456789"},
		{"argentina mobile without 9", "+541123456789", "+541123456789"},
		{"argentina 15 after buenos aires", "+54 11 15 2345 6789", "+541123456789"},
		{"argentina 15 after three digits", "+54 351 15 234 5678", "+543512345678"},
		{"argentina 15 after four digits", "+54 2966 15 42 3456", "+542966423456"},
		{"argentina 9 and 15", "+54 9 351 15 234 5678", "+543512345678"},
		{"argentina, a number that holds a 15 elsewhere", "+541115234567", "+541115234567"},
		{"mexico with 1", "whatsapp:+5215512345678", "+525512345678"},
		{"mexico without 1", "+525512345678", "+525512345678"},
		{"portugal", "+351912345678", "+351912345678"},
		{"spain", "whatsapp:+34612345678", "+34612345678"},
		{"united states", "+14155238886", "+14155238886"},
		{"united states without plus", "14155238886", "+14155238886"},
		{"upper-case scheme", "WhatsApp:+34612345678", "+34612345678"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if key, ok := Key(test.address); !ok || key != test.key {
				t.Errorf("Key(%q) = %q, %v; want %q", test.address, key, ok, test.key)
			}
		})
	}
}

func TestKeyRefuses(t *testing.T) {
	for name, address := range map[string]string{
		"empty": "", "scheme only": "whatsapp:", "plus only": "+", "short code": "29876", "short code with plus": "+29876",
		"sender name": "SABIA", "sender name with digits": "Loja2026", "sender name of digits and a letter": "5511988887777a",
		"whatsapp user id": "BR.1502576394655843", "whatsapp user id with scheme": "whatsapp:BR.1502576394655843",
		"messenger": "messenger:1234567890123", "rcs": "rcs:sabia_agent", "redacted": "+551198888XXXX",
		"too long": "+5511988887777123", "trunk zero": "+0119888877777", "national without country": "11988887777",
		"digits that no country has": "99999999999",
	} {
		t.Run(name, func(t *testing.T) {
			if key, ok := Key(address); ok || key != "" {
				t.Errorf("Key(%q) = %q, %v; want a refusal", address, key, ok)
			}
		})
	}
}

func TestLandlineAndMobileStayApart(t *testing.T) {
	landline, _ := Key("+551132223333")
	mobile, _ := Key("+5511932223333")
	if landline == mobile {
		t.Errorf("both are %s", landline)
	}
}

func TestQueryKeys(t *testing.T) {
	for _, test := range []struct {
		name, typed, country string
		want                 []string
	}{
		{"brazil with brackets", "(11) 98888-7777", "BR", []string{"+5511988887777"}},
		{"brazil without the ninth digit", "(11) 8888-7777", "BR", []string{"+5511988887777"}},
		{"brazil with trunk zero", "011 98888 7777", "BR", []string{"+5511988887777"}},
		{"brazil with a long-distance company", "0 15 11 98888-7777", "BR", []string{"+5511988887777"}},
		{"brazil international", "+55 11 8888-7777", "BR", []string{"+5511988887777"}},
		{"brazil international with zero", "+55 (011) 98888-7777", "BR", []string{"+5511988887777"}},
		{"brazil international without plus", "55 11 98888-7777", "BR", []string{"+5511988887777"}},
		{"brazil from abroad", "0055 11 98888 7777", "PT", []string{"+5511988887777"}},
		{"brazil landline", "(11) 3222-3333", "BR", []string{"+551132223333"}},
		{"without area code", "88887777", "BR", []string{"88887777"}},
		{"without area code, nine digits", "98888-7777", "BR", []string{"988887777"}},
		{"last four", "7777", "BR", []string{"7777"}},
		{"portugal at home", "912 345 678", "PT", []string{"+351912345678"}},
		{"spain at home", "612 34 56 78", "ES", []string{"+34612345678"}},
		{"argentina typed in brazil", "54 9 11 2345-6789", "BR", []string{"+541123456789"}},
		{"mexico with the old 1", "+52 1 55 1234 5678", "BR", []string{"+525512345678"}},
		{"a local number that looks like Luxembourg", "3526-1234", "BR", []string{"35261234"}},
		{"three digits say nothing", "777", "BR", nil},
		{"a name", "Ana 2026", "BR", nil},
		{"nothing", "", "BR", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := QueryKeys(test.typed, test.country); !slices.Equal(got, test.want) {
				t.Errorf("QueryKeys(%q, %q) = %q, want %q", test.typed, test.country, got, test.want)
			}
		})
	}
}

func TestFormat(t *testing.T) {
	for key, want := range map[string]string{
		"+5511988887777": "(11) 98888-7777", "+551132223333": "(11) 3222-3333",
		"+351912345678": "+351 912 345 678", "+14155238886": "+1 415-523-8886",
		"SABIA": "SABIA", "29876": "29876", "": "", "+551188887777": "+551188887777", "+9999999999": "+9999999999",
	} {
		if got := Format(key); got != want {
			t.Errorf("Format(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestDigits(t *testing.T) {
	if got := Digits("+55 (11) ９8888-7777 ramal"); got != "5511988887777" {
		t.Errorf("got %q", got)
	}
}

func FuzzKey(f *testing.F) {
	for _, seed := range []string{
		"+5511988887777", "whatsapp:+551188887777", "+54 9 351 15 234 5678", "5215512345678",
		"BR.1502576394655843", "29876", "SABIA", "+", "+55", "+54", "whatsapp:", "+541115\u202d", "\xff+52",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		key, ok := Key(address)
		if again, okAgain := Key(key); okAgain != ok || again != key {
			t.Errorf("Key(%q) = %q, %v, but Key of that = %q, %v", address, key, ok, again, okAgain)
		}
		Format(address)
		for _, found := range QueryKeys(address, "BR") {
			if found == "" {
				t.Errorf("QueryKeys(%q) holds an empty key", address)
			}
		}
	})
}
