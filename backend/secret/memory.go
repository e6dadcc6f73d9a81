package secret

import "sync"

// memory forgets everything when the process ends.
type memory struct {
	mu      sync.Mutex
	secrets map[string]string
}

// InMemory gives an empty store that lasts as long as the process and touches no disk.
func InMemory() Store { return &memory{secrets: map[string]string{}} }

func (m *memory) Get(name string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.secrets[name]
	if !ok {
		return "", ErrNotFound
	}
	return value, nil
}

func (m *memory) Set(name, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.secrets[name] = value
	return nil
}

func (m *memory) Delete(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.secrets, name)
	return nil
}

func (*memory) Kind() string { return KindMemory }
