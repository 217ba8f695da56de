/** Rows of tests/setup/inputs.ts: accounts, their addresses, links and ways in. */
import { onTestFinished } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import type { LinkKind } from "@/domain/account-link";
import { env } from "@/env";
import type { Principal } from "@/server/auth/principal";
import { createLink } from "@/server/services/account-link";
import { EVERYONE, OWNER, type Row, SIGNED_IN } from "./access";
import { makeSignInMethod, makeUser } from "./factories";
import { turnMailsOn } from "./mail";

const anyEmail = () => `${crypto.randomUUID()}@example.test`;
/** The secret of a link in a mail to the owner. */
const linkTo =
  (kind: LinkKind) =>
  async ({ userId, email }: Principal) => ({
    secret: (await createLink({ kind, userId, email })).split("link=")[1],
  });

export const accountRows: Record<string, Row> = {
  "account.signUp": {
    access: EVERYONE,
    scope: null,
    input: () => ({ email: anyEmail(), name: "New", password: "long enough" }),
  },
  "account.me": { access: SIGNED_IN, scope: "account:read" },
  "account.update": { access: SIGNED_IN, scope: null, input: () => ({ name: "New Name" }) },
  "account.changePassword": {
    access: SIGNED_IN,
    scope: null,
    input: () => ({ newPassword: "another long one" }),
  },
  "account.signInOptions": { access: EVERYONE, scope: null },
  "account.sendVerification": {
    access: SIGNED_IN,
    scope: null,
    input: () => {
      turnMailsOn();
      return {};
    },
  },
  "account.changeEmail": {
    access: SIGNED_IN,
    scope: null,
    input: () => {
      turnMailsOn();
      return { newEmail: anyEmail() };
    },
  },
  "account.cancelEmailChange": { access: SIGNED_IN, scope: null },
  "account.export": { access: SIGNED_IN, scope: null },
  "account.exportSection": { access: SIGNED_IN, scope: null, input: () => ({ section: "sessions" }) },
  "account.deletionChoices": { access: SIGNED_IN, scope: null },
  "account.delete": {
    access: SIGNED_IN,
    scope: null,
    // Another administrator stays: the last one cannot be deleted.
    input: async () => {
      await makeUser({ role: "ADMIN" });
      return { confirm: DELETION_WORDS };
    },
  },

  "activity.list": { access: SIGNED_IN, scope: "activity:read", input: () => ({ limit: 2 }) },

  "accountLink.find": { access: EVERYONE, scope: null, input: linkTo("RESET_PASSWORD") },
  "accountLink.use": { access: EVERYONE, scope: null, input: linkTo("NOT_ME") },
  "accountLink.requestReset": {
    access: EVERYONE,
    scope: null,
    input: () => {
      turnMailsOn();
      return { email: anyEmail() };
    },
  },
  "accountLink.resetPassword": {
    access: EVERYONE,
    scope: null,
    input: async (owner) => ({ ...(await linkTo("RESET_PASSWORD")(owner)), newPassword: "another long one" }),
  },

  "signInMethod.list": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner) => {
      await makeSignInMethod(owner);
      return {};
    },
  },
  "signInMethod.remove": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeSignInMethod(owner)).id }),
  },

  "mailbox.list": {
    access: EVERYONE,
    scope: null,
    // As on a development server; elsewhere it is missing, see tests/http/mailbox.test.ts.
    input: () => {
      Object.assign(env(), { NODE_ENV: "development", SMTP_URL: undefined });
      onTestFinished(() => void Object.assign(env(), { NODE_ENV: "test" }));
      return {};
    },
  },
};
