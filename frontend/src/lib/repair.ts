/** What ends a login's trouble: another password, or another try. */
export type Repair = { connectionId: string; step: "password" | "test" };

const passwordTrouble: ReadonlySet<string> = new Set(["account.auth", "account.no_secret", "secret.no_store"]);

/** The step that the code of a trouble asks for. */
export function repairOf(connectionId: string, code: string): Repair {
  return { connectionId, step: passwordTrouble.has(code) ? "password" : "test" };
}
