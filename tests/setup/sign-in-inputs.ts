/** Rows of tests/setup/inputs.ts: sessions, second factors, proofs and tokens. */
import { STREAM_SCOPES } from "@/domain/change";
import { MAX_TOKENS } from "@/domain/token";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { EVERYONE, OWNER, type Row, SIGNED_IN, twice } from "./access";
import { makeAuthenticator, makePasskey } from "./authenticator";
import { ALL_SCOPES, callerOf, makeLogin, makeToken, PASSWORD } from "./factories";
import { makeApp, makeChallenge, nextCode } from "./factors";

/** As many personal tokens as a user may have. */
export async function fillTokens({ userId }: Principal) {
  const row = { kind: "PERSONAL", userId, name: "x", expiresAt: new Date(), idleExpiresAt: new Date() } as const;
  const data = Array.from({ length: MAX_TOKENS }, (_, index) => ({ ...row, secretHash: `${userId}-${index}` }));
  await db.credential.createMany({ data });
}

export const signInRows: Record<string, Row> = {
  "session.login": {
    access: EVERYONE,
    scope: null,
    input: ({ email }) => ({ email, password: PASSWORD }),
    errors: { 401: ({ input, call }) => call({ ...input, password: "wrong" }) },
  },
  "session.completeLogin": {
    access: EVERYONE,
    scope: null,
    input: async (owner) => {
      const { secret } = await makeApp(owner);
      return { challenge: await makeChallenge(owner), code: await nextCode(secret) };
    },
    errors: { 401: ({ input, call }) => call({ ...input, code: "000000" }) },
  },
  "session.requestPasskey": { access: EVERYONE, scope: null },
  "session.requestSecondPasskey": { access: EVERYONE, scope: null },
  "session.secondStep": { access: EVERYONE, scope: null },
  "session.refresh": {
    access: EVERYONE,
    scope: null,
    input: async (owner) => ({ refreshToken: (await makeLogin(owner)).refreshToken }),
    errors: { 401: ({ call }) => call({ refreshToken: "none" }), 409: twice },
  },
  "session.logout": { access: SIGNED_IN, scope: null },
  "session.list": { access: SIGNED_IN, scope: null },
  "session.revoke": { access: OWNER, scope: null, input: ({ credentialId }) => ({ id: credentialId }) },
  "session.revokeOthers": { access: SIGNED_IN, scope: null },

  "factor.list": { access: SIGNED_IN, scope: null },
  "factor.startTotp": { access: SIGNED_IN, scope: null },
  "factor.confirmTotp": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) => {
      const { secret, setup } = await callerOf(caller ?? owner).factor.startTotp({});
      return { setup, code: await nextCode(secret) };
    },
  },
  "factor.startPasskey": { access: SIGNED_IN, scope: null },
  "factor.addPasskey": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) =>
      makeAuthenticator().register(await callerOf(caller ?? owner).factor.startPasskey({})),
  },
  "factor.replaceRecoveryCodes": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) => {
      await makeApp(caller ?? owner);
      return {};
    },
  },
  "factor.rename": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeApp(owner)).id, name: "Old phone" }),
  },
  "factor.remove": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeApp(owner)).id }),
  },

  "proof.methods": { access: SIGNED_IN, scope: null },
  "proof.requestPasskey": { access: SIGNED_IN, scope: null },
  "proof.giveByPasskey": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) => {
      const passkey = await makePasskey(caller ?? owner);
      return passkey.sign(await callerOf(caller ?? owner).proof.requestPasskey());
    },
  },
  "proof.give": { access: SIGNED_IN, scope: null, input: () => ({ password: PASSWORD }) },

  "token.list": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner) => {
      await makeToken(owner, ALL_SCOPES[0]);
      return {};
    },
  },
  "token.create": {
    access: SIGNED_IN,
    scope: null,
    input: () => ({ name: "Script", scopes: [ALL_SCOPES[0]], expiresInDays: 7 }),
    errors: {
      409: async ({ owner, input, call }) => {
        await fillTokens(owner);
        return call(input);
      },
    },
  },
  "token.revoke": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeToken(owner, ALL_SCOPES[0])).id }),
  },

  "change.onChange": { access: SIGNED_IN, scope: STREAM_SCOPES },
};
