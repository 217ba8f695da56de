/** Mails that strangers ask for: how many, and the work that goes into the answer. */
import { hash } from "@node-rs/argon2";
import { expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { callerOf, makePrincipal, PASSWORD } from "../setup/factories";
import { mailsTo, turnMailsOn } from "../setup/mail";

vi.mock("@node-rs/argon2", { spy: true });

const guest = callerOf(null);
const signUp = (email: string) => guest.account.signUp({ email, name: "Jo", password: PASSWORD });

it("to one address, whatever asks for them, are 3 an hour", async () => {
  turnMailsOn();
  const [{ email }, other] = [await makePrincipal(), await makePrincipal()];
  const requestReset = () => guest.accountLink.requestReset({ email });
  await signUp(email);
  await requestReset();
  await callerOf(other).account.changeEmail({ newEmail: email });
  await requestReset();
  await signUp(email);
  await expect(callerOf(other).account.changeEmail({ newEmail: email })).rejects.toMatchObject({
    reason: "RATE_LIMITED",
  });
  expect(await mailsTo(email)).toEqual(["address-known", "reset-password", "confirm-new-email"]);

  const [{ minutes } = { minutes: 0 }] = await db.$queryRaw<{ minutes: number }[]>`
    SELECT max(expire / 1000 - extract(epoch FROM now()))::int / 60 AS minutes FROM rate_limits WHERE key LIKE 'mail:%'`;
  expect([55, 56, 57, 58, 59, 60]).toContain(minutes);
  await db.$executeRaw`UPDATE rate_limits SET expire = 1 WHERE key LIKE 'mail:%'`;
  await requestReset();
  expect(await mailsTo(email)).toHaveLength(4);
});

it("by signing up cost one hash of the password, whether the address has an account or not", async () => {
  turnMailsOn();
  const { email } = await makePrincipal();
  for (const address of [email, `${crypto.randomUUID()}@example.test`]) {
    vi.mocked(hash).mockClear();
    await signUp(address);
    expect(vi.mocked(hash).mock.calls.map(([password]) => password)).toEqual([PASSWORD]);
  }
});
