/** Security events of a user's ways in and address. tests/http/security-events.test.ts has the others. */
import { beforeEach, describe, expect, it } from "vitest";
import { categoryOf, type SecurityEventKind } from "@/domain/security-event";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { createLink } from "@/server/services/account-link";
import { enterByProvider } from "@/server/services/provider-entry";
import { makeAuthenticator } from "../setup/authenticator";
import { callerOf, makePrincipal, makeSignInMethod, PASSWORD } from "../setup/factories";
import { makeApp, makeChallenge, nextCode } from "../setup/factors";
import { anyAddress, submitSignIn } from "../setup/http";
import { linkIn, turnMailsOn } from "../setup/mail";

const guest = callerOf(null);
const secretOf = (path: string) => path.split("link=")[1] ?? "";

/** Signs in at a browser that becomes a private device. */
async function addDevice(user: Principal) {
  const { secret } = await makeApp(user);
  const first = await submitSignIn({ email: user.email, password: PASSWORD });
  const fields = { code: await nextCode(secret), privateDevice: "true" };
  await submitSignIn(fields, {}, first.cookieOf("second-step"));
}

async function changeEmail(user: Principal) {
  const newEmail = `${crypto.randomUUID()}@example.test`;
  await callerOf(user).account.changeEmail({ newEmail });
  await callerOf(user).accountLink.use({ secret: await linkIn(newEmail) });
}

async function removeFactor(user: Principal) {
  const { id } = await makeApp(user);
  await callerOf(user).factor.remove({ id });
}

async function failSecondStep(user: Principal, times: number) {
  await makeApp(user);
  const challenge = await makeChallenge(user);
  for (let time = 0; time < times; time++) {
    await expect(guest.session.completeLogin({ challenge, code: "000000" })).rejects.toThrow();
  }
}

const CAUSES: Partial<Record<SecurityEventKind, (user: Principal) => Promise<unknown>>> = {
  "device.added": addDevice,
  async "device.revoked"(user) {
    await addDevice(user);
    await callerOf(user).account.changePassword({ newPassword: "another long one" });
  },
  "email.change-requested": changeEmail,
  "email.changed": changeEmail,
  async "email.verified"(user) {
    const path = await createLink({ kind: "VERIFY_EMAIL", userId: user.userId, email: user.email });
    await callerOf(user).accountLink.use({ secret: secretOf(path) });
  },
  "factor.added": makeApp,
  "factor.removed": removeFactor,
  async "passkey.refused"(user) {
    const foreign = makeAuthenticator("http://evil.test").register(await callerOf(user).factor.startPasskey({}));
    await expect(callerOf(user).factor.addPasskey(foreign)).rejects.toThrow();
  },
  async "password.reset"({ userId, email }) {
    const secret = secretOf(await createLink({ kind: "RESET_PASSWORD", userId, email }));
    await guest.accountLink.resetPassword({ secret, newPassword: "another long one" });
  },
  async "proof.refused"(user) {
    await makeApp(user);
    await expect(callerOf(user).proof.give({ code: "000000" })).rejects.toThrow();
  },
  async "recovery-codes.replaced"(user) {
    await makeApp(user);
    await callerOf(user).factor.replaceRecoveryCodes({});
  },
  "second-step.locked": (user) => failSecondStep(user, 10),
  "second-step.refused": (user) => failSecondStep(user, 1),
  async "sign-in-method.added"({ email }) {
    const identity = { issuer: "https://id.test", subject: crypto.randomUUID(), email, isEmailVerified: true };
    await enterByProvider({ ...identity, provider: "oidc", name: "Jo", authenticatedAt: null }, anyAddress());
  },
  async "sign-in-method.removed"(user) {
    await callerOf(user).signInMethod.remove(await makeSignInMethod(user));
  },
};

describe("an event of its user is recorded once", () => {
  beforeEach(() => turnMailsOn());

  it.each(Object.entries(CAUSES))("%s", async (kind, cause) => {
    const user = await makePrincipal();
    await cause(user);
    await flushSecurityEvents();
    const events = await db.securityEvent.findMany({ where: { kind, userId: user.userId } });
    expect(events).toMatchObject([{ category: categoryOf(kind as SecurityEventKind), count: 1 }]);
  });
});
