import {
  type AboutDesk,
  type AccountCard,
  type AccountsDesk,
  type FoundNumber,
  type PreferencesDesk,
  type SecretsPlace,
  type Trial,
  usualPreferences,
} from "./settings";
import type { Change, Problem } from "./types";

// The settings of the shop in memory. A password "errada" is refused, an address without a known provider is not
// found, and a first reading takes some seconds.

const minute = 60_000;

const works: Trial = { receive: null, send: null };

function refusal(account: string): Trial {
  const problem: Problem = { code: "account.auth", params: { account, host: "imap.gmail.com" } };
  return { receive: problem, send: problem };
}

function card(id: string, more: Partial<AccountCard>): AccountCard {
  return {
    id,
    connectionId: id,
    kind: "email",
    channel: "email",
    address: "",
    dial: "",
    ownDomain: "",
    keySid: "",
    lastOk: Date.now() - minute,
    since: 0,
    problem: null,
    reading: null,
    ...more,
  };
}

const numbers: FoundNumber[] = [
  { channel: "sms", address: "+551140028922", shown: "+55 11 4002-8922", name: "Loja", warning: "" },
  { channel: "sms", address: "+551140028923", shown: "+55 11 4002-8923", name: "", warning: "demo" },
  { channel: "whatsapp", address: "whatsapp:+551140028922", shown: "+55 11 4002-8922", name: "Sabiá", warning: "" },
];

function fakePreferences(): PreferencesDesk {
  let kept = structuredClone(usualPreferences);
  return {
    all: async () => structuredClone(kept),
    save: async (subject, value) => {
      kept = { ...kept, [subject]: structuredClone(value) };
    },
  };
}

/** The parts of the fake desk, and two of its shop: the face, and unlock, which moves the passwords into a file. */
export function fakeSettings(tell: (change: Change) => void) {
  const secrets: Secrets = { place: "none" };
  const unlock = async () => {
    secrets.place = "file";
  };
  const face = async () => ({
    locale: "pt-BR",
    demo: true,
    connect: false,
    version: "dev",
    preferences: usualPreferences,
  });
  return { face, unlock, preferences: fakePreferences(), accounts: fakeAccounts(tell, secrets), about };
}

type Secrets = { place: SecretsPlace };

function fakeAccounts(tell: (change: Change) => void, secrets: Secrets): AccountsDesk {
  let cards = [
    card("mail", { address: "loja@sabia.example", ownDomain: "sabia.example" }),
    card("old", {
      address: "antigo@provedor.example",
      since: Date.now() - 90 * minute,
      problem: { code: "account.auth", params: { account: "antigo@provedor.example", host: "imap.provedor.example" } },
    }),
    card("sms", { kind: "twilio", channel: "sms", connectionId: "twilio", address: "+55 11 4002-8922" }),
    card("wa", {
      kind: "twilio",
      channel: "whatsapp",
      connectionId: "twilio",
      address: "(11) 4002-8922",
      dial: "551140028922",
    }),
  ];
  const changed = () => tell({ kind: "account_changed" });
  const read = (id: string, done: number, total: number) => {
    const left = done < total;
    cards = cards.map((each) =>
      each.id === id
        ? { ...each, reading: left ? { at: Date.now(), done, total } : null, lastOk: left ? 0 : Date.now() }
        : each,
    );
    if (left) setTimeout(() => read(id, Math.min(done + 700, total), total), 700);
    else changed();
  };
  const add = (added: AccountCard) => {
    cards = [...cards.filter((each) => each.id !== added.id), { ...added, lastOk: 0 }];
    read(added.id, 0, 3_214);
    changed();
  };
  return {
    list: async () => structuredClone(cards),
    findMail: async (address) => {
      const gmail = address.endsWith("@gmail.com");
      if (!gmail && !address.endsWith("@uol.com.br")) {
        throw new Error(JSON.stringify({ code: "not_found", params: { kind: "mail_settings" } }));
      }
      return {
        provider: gmail ? "Gmail" : "UOL",
        appPassword: gmail,
        passwordPage: gmail ? "https://myaccount.google.com/apppasswords" : "",
        oauthOnly: false,
        switchOn: false,
        server: {
          user: "",
          imapHost: "imap.gmail.com:993",
          imapSecurity: "tls",
          smtpHost: "smtp.gmail.com:465",
          smtpSecurity: "tls",
        },
      };
    },
    addMail: async (form) => {
      if (form.password === "errada") return refusal(form.address);
      add(card(form.address, { address: form.address }));
      return works;
    },
    findNumbers: async (form) =>
      form.secret === "errada" ? { trial: refusal(form.accountSid), numbers: [] } : { trial: works, numbers },
    addTwilio: async (form) => {
      for (const address of form.sms) {
        add(card(address, { kind: "twilio", channel: "sms", connectionId: form.accountSid, address }));
      }
      for (const address of form.whatsapp) {
        add(card(address, { kind: "twilio", channel: "whatsapp", connectionId: form.accountSid, address }));
      }
      return works;
    },
    test: async (id) => {
      const tested = cards.find((each) => each.id === id);
      return tested?.problem ? { receive: tested.problem, send: null } : works;
    },
    changePassword: async ({ accountId, password }) => {
      const changing = cards.find((each) => each.id === accountId);
      if (password === "errada") return refusal(changing?.address ?? "");
      cards = cards.map((each) =>
        each.connectionId === changing?.connectionId ? { ...each, problem: null, since: 0, lastOk: Date.now() } : each,
      );
      changed();
      return works;
    },
    removal: async (id) => {
      const login = cards.find((each) => each.id === id)?.connectionId;
      const last = cards.filter((each) => each.connectionId === login).length === 1;
      return { unsent: id === "mail" ? 2 : 0, last };
    },
    remove: async (id) => {
      cards = cards.filter((each) => each.id !== id);
      changed();
    },
    secretsPlace: async () => secrets.place,
    rememberSecrets: async () => {
      secrets.place = "memory";
    },
  };
}

const about: AboutDesk = {
  facts: async () => ({ version: "dev", sqlite: "3.50.4", dir: "/home/celia/.local/share/Balcao" }),
  showFolder: async () => undefined,
  again: async () => undefined,
};
