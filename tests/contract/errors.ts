/** How to provoke the errors that every operation may have: by status, from its route and document. */
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { consumeRateLimit, isByAddress, LIMITS, type LimitName } from "@/server/platform/rate-limit";
import type { JsonSchema } from "@/server/rest/json-schema";
import { INPUTS_FILE, type Input } from "../setup/access";
import { makePersonalToken } from "../setup/factories";
import { address } from "../setup/http";
import { validValue } from "./arbitrary";
import { otherScopes } from "./callers";
import type { Documented, Send } from "./document";
import { type Credentials, callRest, restRequest, sendRest } from "./requests";

/** The modules of a second server, whose database does not answer. */
export type OfflineServer = { send: Send; close: () => Promise<void> };

type Situation = {
  send: Send;
  startOffline: () => Promise<OfflineServer>;
  operation: Documented;
  input: Input;
  /** A user who may call the operation, and an access token. */
  user: Principal;
  token: string;
};

const ajv = new Ajv2020({ strict: false, logger: false });
const CANDIDATES = ["none", "00000000-0000-4000-8000-000000000000", 2_000_000_000, 999];

/** A valid value that no row has. */
const unknownValue = (schema: JsonSchema) =>
  CANDIDATES.find((it) => ajv.validate(schema, it)) ?? fc.sample(validValue(schema), 1)[0];

/** The input with path fields (and the id of an owned row) that belong to no row. */
function unknownRow({ route }: Documented, input: Input): Input {
  const unknown = Object.entries(route.pathFields).map(([name, schema]) => [name, unknownValue(schema)]);
  return { ...input, ...(route.meta.owned && { id: "none" }), ...Object.fromEntries(unknown) };
}

const KEY = "key-of-the-contract-test";
const lockOf = (userId: string) => `idempotency ${userId} ${KEY}`;

/** Functions that provoke an error, by status. A status without one needs `errors` in the row of its procedure. */
export function generalErrors({ send, startOffline, operation, input, user, token }: Situation) {
  const { route, method } = operation;
  const { target } = restRequest(operation, input);
  const { access, idempotent, owned, limit = method === "get" ? "read" : "write" } = route.meta;
  const isPublic = access === "public";
  const hasBody = route.method === "POST" || route.method === "PATCH";
  const call = (it: Input, credentials: Credentials = {}) => callRest(send, operation, it, { token, ...credentials });
  const withHeader = (name: string, value: string) => call(input, { headers: { [name]: value } });
  const sendTo = (to: string, init: { body?: string; headers?: Record<string, string> }) =>
    sendRest(send, operation, to, { token, ...init });

  const errors: Partial<Record<number, () => Promise<Response>>> = {
    400: () => (hasBody ? sendTo(target, { body: "[]" }) : sendTo(`${target}?x=1&x=2`, {})),
    403: async () => call(input, { token: await makePersonalToken(user, ...otherScopes(route.meta)) }),
    413: () => sendTo(target, { body: "x".repeat(70_000) }),
    415: () => sendTo(target, { body: "x", headers: { "content-type": "text/plain" } }),
    429: async () => {
      const key = isPublic || isByAddress(limit as LimitName) ? `address ${address}` : `user ${user.userId}`;
      await consumeRateLimit(limit, key, LIMITS[limit].calls).catch(() => {}); // the factories have used some calls
      return call(input, { token: isPublic ? undefined : token });
    },
    503: async () => {
      const server = await startOffline();
      const response = await callRest(server.send, operation, input, { token });
      await server.close();
      return response;
    },
  };
  if (!isPublic) errors[401] = () => call(input, { token: "wrong" });
  if (owned || Object.keys(route.pathFields).length > 0) errors[404] = () => call(unknownRow(operation, input));
  if (route.etag) {
    errors[304] = async () => withHeader("if-none-match", (await call(input)).headers.get("etag") ?? "");
    errors[412] = () => withHeader("if-match", '"99"');
  }
  if (idempotent) {
    if (!route.errors?.[409]) {
      errors[409] = () =>
        db.$transaction(async (tx) => {
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lockOf(user.userId)}, 0))`;
          return withHeader("idempotency-key", KEY);
        });
    }
    errors[422] = async () => {
      const row = { userId: user.userId, key: KEY, inputHash: "hash of another request", answer: {} };
      await db.idempotentAnswer.create({ data: row });
      return withHeader("idempotency-key", KEY);
    };
  }
  return errors;
}

export const missingError = ({ operationId, route }: Documented, status: number) =>
  `${operationId} declares ${status}, but no test provokes it. Add \`errors: { ${status}: ... }\` to the row "${route.procedure}" in ${INPUTS_FILE}: a function that calls the operation so that it fails with ${status}.`;
