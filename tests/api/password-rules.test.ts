/** New passwords that anyone would guess first. */
import { expect, it } from "vitest";
import { MIN_PASSWORD_LENGTH } from "@/domain/account";
import { COMMON_PASSWORDS } from "@/server/auth/common-passwords";
import { requireGoodPassword } from "@/server/services/password-rules";
import { PASSWORD } from "../setup/factories";

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
