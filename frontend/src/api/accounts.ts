import * as bound from "../../wailsjs/go/window/Accounts";
import { call } from "./bridge";
import type { AccountsDesk } from "./settings";

/** A provider may take its time to answer, and both ways are tried one after the other. */
const asLongAsATest = 180_000;

export const accounts: AccountsDesk = {
  list: () => call(bound.List()),
  findMail: (address) => call(bound.FindMail(address), asLongAsATest),
  addMail: (form) => call(bound.AddMail(form), asLongAsATest),
  findNumbers: (form) => call(bound.FindNumbers(form), asLongAsATest),
  addTwilio: (form) => call(bound.AddTwilio(form), asLongAsATest),
  test: (accountId) => call(bound.Test(accountId), asLongAsATest),
  changePassword: (change) => call(bound.ChangePassword(change), asLongAsATest),
  removal: (accountId) => call(bound.Removal(accountId)),
  remove: (accountId) => call(bound.Remove(accountId)),
  secretsPlace: () => call(bound.SecretsPlace()),
  rememberSecrets: () => call(bound.RememberSecrets()),
};
