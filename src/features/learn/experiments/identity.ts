import type { Experiment, Lab } from "../experiment";

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** A token with other contents and the signature of the old ones. */
function forge(token: string): string {
  const [header, , signature] = token.split(".");
  if (!signature) return "{forged token}"; // of a request that is only shown
  return [header, btoa(JSON.stringify({ sid: "the login of somebody else" })).replaceAll("=", ""), signature].join(".");
}

const whoAmI = { method: "GET", path: "/api/v1/me" } as const;
const ofLogin = ({ field }: Lab) => bearer(field(0, "accessToken"));
const ofPartner = ({ field }: Lab) => bearer(field(0, "secret"));

export const identity: readonly Experiment[] = [
  {
    id: "five-callers",
    question: "Five callers ask who they are. The last one has rewritten its token. What does it get?",
    options: [
      "200, with the account that the token now names",
      "401, as an expired token does",
      "403, because that account belongs to somebody else",
    ],
    answer: 1,
    why: "The signature does not fit the new contents. Expired, forged and unknown tokens get the same answer, which does not say how close a guess was.",
    steps: [
      {
        title: "The cookie of this browser",
        request: () => ({ as: "you", ...whoAmI }),
        expected: (isSignedIn) =>
          isSignedIn ? { status: 200 } : { status: 401, reason: "UNAUTHORIZED", stop: "requireUser" },
      },
      {
        title: "A valid token",
        request: () => ({ as: "sandbox", ...whoAmI }),
        expected: { status: 200, body: { name: "Sandbox reader" } },
      },
      {
        title: "No credential",
        request: () => ({ as: "nobody", ...whoAmI }),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser", headers: ["www-authenticate"] },
      },
      {
        title: "A token whose time is over",
        request: ({ sandbox }) => ({ as: "nobody", ...whoAmI, headers: bearer(sandbox.expiredToken) }),
        expected: { status: 401, reason: "TOKEN_INVALID", stop: "requireUser" },
      },
      {
        title: "A token that names another login",
        isHostile: true,
        request: ({ sandbox }) => ({ as: "nobody", ...whoAmI, headers: bearer(forge(sandbox.accessToken)) }),
        expected: { status: 401, reason: "TOKEN_INVALID", stop: "requireUser" },
      },
    ],
    code: [
      "src/server/auth/identity.ts#identify",
      "src/server/auth/identity.ts#readCookie",
      "src/server/auth/access-token.ts#readAccessToken",
      "src/server/services/caller.ts#callerSql",
      "src/server/core/middleware/require-user.ts#requireUser",
    ],
    tests: [
      "tests/http/bearer.test.ts#bearer takes precedence over the cookie: an invalid or malformed token is 401",
      "tests/http/bearer.test.ts#is rejected if its header, claims, signature or credential are not ours",
      "tests/http/sign-in.test.ts#sets an HttpOnly, SameSite cookie, over https with the prefix __Host-",
    ],
  },
  {
    id: "after-logout",
    question: "You log out. Somebody has kept a copy of your token, which is valid for 15 minutes. Does the copy work?",
    options: [
      "Yes, until it expires: a signed token can't be taken back",
      "Only for reading",
      "No, it is refused from the next request on",
    ],
    answer: 2,
    why: "The signature says which login the token belongs to. Whether that login goes on is read from its row, at every request.",
    steps: [
      {
        title: "Log in",
        request: ({ sandbox: { email, password } }) => ({
          as: "nobody",
          method: "POST",
          path: "/api/v1/login",
          body: { email, password },
        }),
        expected: { status: 200, body: { tokenType: "Bearer", expiresIn: 900 } },
      },
      {
        title: "Use the token",
        request: (lab) => ({ as: "nobody", ...whoAmI, headers: ofLogin(lab) }),
        expected: { status: 200, body: { name: "Sandbox reader" } },
      },
      {
        title: "Log out",
        request: (lab) => ({ as: "nobody", method: "POST", path: "/api/v1/logout", headers: ofLogin(lab), body: {} }),
        expected: { status: 204 },
      },
      {
        title: "Use the copy",
        isHostile: true,
        request: (lab) => ({ as: "nobody", ...whoAmI, headers: ofLogin(lab) }),
        expected: { status: 401, reason: "TOKEN_INVALID", stop: "requireUser" },
      },
    ],
    code: [
      "src/server/routers/session.ts#sessionRouter.logout",
      "src/server/services/session.ts#revokeCredentials",
      "src/server/services/session.ts#ACTIVE",
      "src/server/core/middleware/require-user.ts#requireUser",
    ],
    tests: [
      "tests/http/bearer.test.ts#ends with its login: on logout, on revocation, and when the user is disabled",
      "tests/http/session.test.ts#sign-out ends it, also for a copy of the cookie",
      "tests/http/bearer.test.ts#expires after 15 minutes, with a tolerance of 30 seconds",
    ],
  },
  {
    id: "personal-token",
    question: "A partner's script has a token that may read your account. It places an order with it. What comes back?",
    options: [
      "201: the token is yours, so the order is, too",
      "401: the server does not know the script",
      "403: the caller is identified, and refused",
    ],
    answer: 2,
    why: "The token is valid, and names your account. But it was given one permission, and placing orders takes another.",
    steps: [
      {
        title: "Create a token for the partner",
        request: () => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/tokens",
          body: { name: "Partner", scopes: ["account:read"], expiresInDays: 1 },
        }),
        expected: { status: 201, body: { scopes: ["account:read"] } },
      },
      {
        title: "The partner reads the account",
        request: (lab) => ({ as: "nobody", ...whoAmI, headers: ofPartner(lab) }),
        expected: { status: 200, body: { name: "Sandbox reader" } },
      },
      {
        title: "The partner places an order",
        isHostile: true,
        request: (lab) => ({
          as: "nobody",
          method: "POST",
          path: "/api/v1/orders",
          headers: ofPartner(lab),
          body: { lines: [{ productId: lab.sandbox.productId, quantity: 1 }] },
        }),
        expected: { status: 403, reason: "INSUFFICIENT_SCOPE", stop: "requireScope" },
      },
      {
        title: "Revoke the token",
        request: ({ field }) => ({ as: "sandbox", method: "DELETE", path: `/api/v1/tokens/${field(0, "id")}` }),
        expected: { status: 204 },
      },
      {
        title: "The partner tries again",
        isHostile: true,
        request: (lab) => ({ as: "nobody", ...whoAmI, headers: ofPartner(lab) }),
        expected: { status: 401, reason: "TOKEN_INVALID", stop: "requireUser" },
      },
    ],
    code: [
      "src/server/services/token.ts#personalCredential",
      "src/server/core/middleware/require-scope.ts#requireScope",
      "src/server/services/token.ts#revokeToken",
    ],
    tests: [
      "tests/http/bearer.test.ts#is limited to its scopes",
      "tests/http/bearer.test.ts#ends when it is revoked, when it expires, and when its user is disabled",
    ],
  },
];
