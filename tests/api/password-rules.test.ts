/** New passwords that anyone would guess first. */
import { describe, expect, it } from "vitest";
import { MIN_PASSWORD_LENGTH } from "@/domain/account";
import { COMMON_PASSWORDS } from "@/server/auth/common-passwords";
import { db } from "@/server/platform/db";
import { checkPassword } from "@/server/services/account";
import { createLink } from "@/server/services/account-link";
import { requireGoodPassword } from "@/server/services/password-rules";
import { callerOf, makePrincipal, PASSWORD } from "../setup/factories";

const PERSON = { email: "robin.castle@example.com", name: "Robin O'Castle" };

/** The issues of a refused password; none for a good one. */
const issuesOf = (password: string, person = PERSON) =>
  requireGoodPassword(password, person, "newPassword").then(
    () => [],
    (error) => [error.code, ...error.issues],
  );
const refusal = (message: string) => ["BAD_REQUEST", { path: "newPassword", message }];

it.each(["password", "PassWord", "12345678", "1qaz2wsx", "iloveyou", "trustno1", "qwertyuiop"])(
  "%s is refused as a common password",
  async (password) => {
    expect(await issuesOf(password)).toEqual(refusal("This password is too common. Choose another."));
  },
);

it.each(["robin.castle@example.com", "Robin.Castle", "robincastle", "ROBIN O'CASTLE", "robin-ocastle"])(
  "%s is refused as the person's own text",
  async (password) => {
    expect(await issuesOf(password)).toEqual(refusal("Don't use your own email or name as the password."));
  },
);

it.each([PASSWORD, "roundtrip-demo", "robin castle lives here", "--------", "password of mine", "пароль длинный"])(
  "%s is allowed",
  async (password) => {
    expect(await issuesOf(password)).toEqual([]);
  },
);

it("a name without letters refuses nothing", async () => {
  expect(await issuesOf("........", { email: "jo@example.com", name: "…" })).toEqual([]);
});

it("the list has those of the 10,000 most common passwords that are long enough, in lower case", () => {
  expect(COMMON_PASSWORDS.size).toBe(3534);
  expect([...COMMON_PASSWORDS].filter((it) => it.length < MIN_PASSWORD_LENGTH || it !== it.toLowerCase())).toEqual([]);
});

describe("a common password, or the own name, is refused", () => {
  const guest = callerOf(null);
  const refusedAt = (path: string) => ({ code: "BAD_REQUEST", issues: [{ path }] });

  it.each(["Trustno1", "Robin O'Castle"])("at sign-up: %s", async (password) => {
    const email = `${crypto.randomUUID()}@example.test`;
    const signUp = guest.account.signUp({ ...PERSON, email, password });
    await expect(signUp).rejects.toMatchObject(refusedAt("password"));
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  it.each(["Trustno1", "Robin O'Castle"])("at a change, which then has not happened: %s", async (newPassword) => {
    const user = await makePrincipal({ name: PERSON.name });
    const change = callerOf(user).account.changePassword({ newPassword });
    await expect(change).rejects.toMatchObject(refusedAt("newPassword"));
    expect(await checkPassword({ email: user.email, password: PASSWORD }, crypto.randomUUID())).not.toBeNull();
  });

  it.each(["Trustno1", "Robin O'Castle"])("at a reset, whose link can still be used: %s", async (newPassword) => {
    const { userId, email } = await makePrincipal({ name: PERSON.name });
    const path = await createLink({ kind: "RESET_PASSWORD", userId, email });
    const secret = path.split("link=")[1] ?? "";
    const reset = guest.accountLink.resetPassword({ secret, newPassword, endTokens: false });
    await expect(reset).rejects.toMatchObject(refusedAt("newPassword"));
    expect(await guest.accountLink.find({ secret })).toMatchObject({ state: "USABLE" });
  });
});
