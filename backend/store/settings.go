package store

// Settings reads what this data folder keeps under a name.
type Settings struct{ q querier }

// SettingsTx reads and writes it.
type SettingsTx struct{ Settings }

// Settings gives the settings to read.
func (r *ReadTx) Settings() Settings { return Settings{r.q} }

// Settings gives the settings to read and write.
func (tx *Tx) Settings() SettingsTx { return SettingsTx{Settings{tx.q}} }

// Get gives the value of a name; ok is false when there is none.
func (s Settings) Get(name string) (kept string, ok bool, err error) {
	return value[string](s.q, "setting.get", name)
}

const stationSetting = "station"

// Station is the name under which this data folder counts its events; see decision 19 for what else hangs on it.
func (s Settings) Station() (string, error) {
	name, _, err := s.Get(stationSetting)
	return name, err
}

// Put keeps a value under a name, in place of the one before.
func (s SettingsTx) Put(name, value string) error {
	_, err := s.q.exec("setting.put", name, value)
	return err
}
