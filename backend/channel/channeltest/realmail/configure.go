package realmail

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	_ "embed"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

//go:embed dovecot.conf
var dovecotConf string

//go:embed main.cf
var mainCF string

//go:embed master.cf
var masterCF string

// configure writes the configuration of both servers.
func (s *Server) configure(t testing.TB) {
	t.Helper()
	fill := strings.NewReplacer(
		"@DIR@", s.dir, "@ADDRESS@", address, "@UID@", strconv.Itoa(s.uid), "@GID@", strconv.Itoa(s.gid),
		"@IMAP_PORT@", port(s.IMAPAddr), "@IMAPS_PORT@", port(s.IMAPSAddr), "@SMTP_PORT@", port(s.SMTPAddr),
	)
	for name, text := range map[string]string{
		"dovecot.conf":      fill.Replace(dovecotConf),
		"users":             address + ":{PLAIN}" + password + "::::::\n",
		"postfix/main.cf":   fill.Replace(mainCF),
		"postfix/master.cf": fill.Replace(masterCF),
		"postfix/mailboxes": "/^" + strings.ReplaceAll(address, ".", `\.`) + "$/ " + address + "/Maildir/\n/./ outside/Maildir/\n",
	} {
		check(t, os.WriteFile(s.path(filepath.FromSlash(name)), []byte(text), 0o644))
	}
}

func port(addr string) string {
	_, p, _ := net.SplitHostPort(addr)
	return p
}

// certificates writes key.pem and cert.pem for loopback into dir, and gives the authority that signed.
func certificates(t testing.TB, dir string) *x509.CertPool {
	t.Helper()
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "realmail"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, authority, authority, authorityKey.Public(), authorityKey)
	check(t, err)
	pool := x509.NewCertPool()
	parsed, err := x509.ParseCertificate(der)
	check(t, err)
	pool.AddCert(parsed)

	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, authority, key.Public(), authorityKey)
	check(t, err)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	check(t, err)
	writePEM(t, filepath.Join(dir, "cert.pem"), "CERTIFICATE", leafDER, 0o644)
	writePEM(t, filepath.Join(dir, "key.pem"), "PRIVATE KEY", keyDER, 0o600)
	return pool
}

func writePEM(t testing.TB, path, kind string, der []byte, mode os.FileMode) {
	t.Helper()
	check(t, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), mode))
}
