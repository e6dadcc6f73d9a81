import type { preference } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Preferences";
import { call } from "./bridge";
import type { Preferences, PreferencesDesk, Subject } from "./settings";

const savers: { [S in Subject]: (value: Preferences[S]) => Promise<void> } = {
  look: bound.SaveLook,
  writing: bound.SaveWriting,
  listing: bound.SaveListing,
  telling: bound.SaveTelling,
  behalf: (behalf) => bound.SaveBehalf(behalf as preference.Behalf),
  signature: bound.SaveSignature,
  keys: bound.SaveKeys,
  notices: bound.SaveNotices,
  shop: bound.SaveShop,
  document: bound.SaveDocument,
  hours: bound.SaveHours,
};

export const preferences: PreferencesDesk = {
  all: () => call(bound.All()),
  save: (subject, value) => call(savers[subject](value)),
};
