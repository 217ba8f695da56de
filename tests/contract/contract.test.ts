/** The document and the doors: what it promises is what they do, to everybody. */
import { afterAll, describe, expect, it } from "vitest";
import { MAX_TOKENS } from "@/domain/token";
import { db } from "@/server/platform/db";
import { consumeRateLimit, isByAddress, LIMITS, type LimitName } from "@/server/platform/rate-limit";
import "../setup/database";
import { makeAccessToken, makePersonalToken, makePrincipal, makeProduct } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { address, rest } from "../setup/http";
import { type Caller, callRest, callTrpc, type Input, inputs, kinds } from "./callers";
import { answered, type Documented, document, expectDeclared, faultsOf, operations } from "./document";

const success = ({ responses }: Documented) => Number(Object.keys(responses).find((status) => status.startsWith("2")));
function inputOf({ operationId }: Documented, owner: Parameters<(typeof inputs)[string]>[0]) {
  const make = inputs[operationId];
  if (!make) throw new Error(`Add an input for ${operationId} to tests/contract/callers.ts.`);
  return make(owner);
}

afterAll(() => {
  const calls = [...answered.values()].reduce((sum, count) => sum + count, 0);
  console.log(`The document was held against ${calls} answers of ${operations.length} operations.`);
});

describe("the document", () => {
  it("lists operations of which each has an input in tests/contract/callers.ts, and no other has", () => {
    expect(Object.keys(inputs).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
  });

  it("gives examples that are what they are examples of", () => {
    for (const [name, { examples }] of Object.entries(document.components.schemas)) {
      for (const example of (examples as unknown[]) ?? []) {
        expect([name, faultsOf(example, "components", "schemas", name)]).toEqual([name, []]);
      }
    }
    for (const { path, method, requestBody, responses } of operations) {
      const bodies = [{ place: ["requestBody"], content: requestBody?.content }].concat(
        Object.entries(responses).map(([status, { content }]) => ({ place: ["responses", status], content })),
      );
      for (const { place, content } of bodies) {
        for (const [type, { example }] of Object.entries(content ?? {})) {
          const at = ["paths", path, method, ...place, "content", type, "schema"];
          if (example !== undefined) expect([at, faultsOf(example, ...at)]).toEqual([at, []]);
        }
      }
    }
  });

  it("has an example of every body, and an answer of every kind for every operation", () => {
    for (const { operationId, requestBody, responses, parameters, path } of operations) {
      for (const { example } of Object.values(requestBody?.content ?? {})) expect(example, operationId).toBeDefined();
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(["400", "403", "429", "503"]));
      for (const { name, example, schema } of parameters) {
        const shown = [example ?? (schema.examples as unknown[])?.[0]];
        expect([operationId, name, shown]).not.toEqual([operationId, name, [undefined]]);
      }
      const inPath = parameters.filter((it) => it.in === "path").map((it) => `{${it.name}}`);
      expect(path.match(/\{\w+\}/g) ?? [], operationId).toEqual(inPath);
    }
    for (const [name, { examples }] of Object.entries(document.components.schemas)) {
      if (name !== "Problem") expect(examples, name).toHaveLength(1);
    }
  });
});

describe.each(operations.map((operation) => [operation.operationId, operation] as const))("%s", (_name, operation) => {
  it.each(Object.entries(kinds))("called by %s does at both doors what the document says", async (_who, kind) => {
    const outcome = kind.expect(operation);
    const expected = outcome === "success" ? success(operation) : outcome;
    const prepare = async () => {
      const owner = await makePrincipal();
      return [await inputOf(operation, owner), await kind.make(owner, operation)] as const;
    };
    const first = await prepare();
    const overRest = await callRest(operation, ...first);
    expect(overRest.status).toBe(expected);
    const body = await expectDeclared(operation, overRest);

    // What reads is asked for the very same; what writes can do so only once, and is asked for the like of it.
    const reads = operation.method === "get";
    const overTrpc = await (await callTrpc(operation, ...(reads ? first : await prepare()))).json();
    const { json: error } = overTrpc.error ?? {};
    const result = overTrpc.result?.data.json ?? undefined;
    if (outcome === "success" && reads) expect(result).toEqual(body);
    else if (outcome === "success") expect(shapeOf(result)).toEqual(shapeOf(body));
    else {
      const { code, message, reason, issues } = body;
      expect({ ...error.data, message: error.message }).toMatchObject({ code, message, httpStatus: expected });
      expect([error.data.reason, error.data.issues]).toEqual([reason, issues]);
    }
  });
});

/** The fields of a value, all the way down, without what stands in them. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, shapeOf(field)]));
}

/** How each refusal is brought about, where there is more to it than the ways below. */
const SPECIAL: Record<string, (input: Input, caller: Caller, operation: Documented) => Promise<Response>> = {
  "login 401": (input, caller, operation) => callRest(operation, { ...input, password: "wrong" }, caller),
  "refreshTokens 401": (_input, caller, operation) => callRest(operation, { refreshToken: "none" }, caller),
  "refreshTokens 409": async (input, caller, operation) => {
    await callRest(operation, input, caller);
    return callRest(operation, input, caller);
  },
  "placeOrder 409": async (_input, caller, operation) => {
    const { id: productId } = await makeProduct({ stock: 0 });
    return callRest(operation, { lines: [{ productId, quantity: 1 }] }, caller);
  },
  "placeOrder 422": async (input, caller, operation) => {
    const keyed = { ...caller, headers: { "idempotency-key": "one" } };
    await callRest(operation, input, keyed);
    return callRest(operation, { lines: [{ productId: "other", quantity: 1 }] }, keyed);
  },
  "cancelOrder 409": async (input, caller, operation) => {
    await callRest(operation, input, caller);
    return callRest(operation, input, caller);
  },
};

describe("every declared refusal", () => {
  const declared = operations.flatMap((operation) =>
    Object.keys(operation.responses)
      .filter((status) => /^[345]/.test(status))
      .map((status) => [operation.operationId, Number(status), operation] as const),
  );

  it.each(declared)("%s %s can be brought about", async (name, status, operation) => {
    const owner = await makePrincipal();
    const input = await inputOf(operation, owner);
    const token = await makeAccessToken(owner);
    const caller = { token };
    const { method, route } = operation;
    const path = operation.path.replace("{id}", String(input.id));
    const here = `${route.method} ${path}`;
    const isPublic = route.meta.access === "public";

    const ways: Record<number, () => Promise<Response>> = {
      304: async () => {
        const etag = (await callRest(operation, input, caller)).headers.get("etag") ?? "";
        return callRest(operation, input, { ...caller, headers: { "if-none-match": etag } });
      },
      400: () =>
        method === "get" || method === "delete"
          ? rest(`${here}?x=1&x=2`, caller)
          : rest(here, { ...caller, body: "[]" }),
      401: () => callRest(operation, input, { token: "wrong" }),
      403: async () => {
        const other = route.meta.scope === "orders:read" ? "orders:write" : "orders:read";
        return callRest(operation, input, { token: await makePersonalToken(owner, other) });
      },
      404: () => callRest(operation, { ...input, id: "none" }, caller),
      409: async () => {
        const row = {
          kind: "PERSONAL",
          userId: owner.userId,
          expiresAt: new Date(),
          idleExpiresAt: new Date(),
        } as const;
        const rows = Array.from({ length: MAX_TOKENS }, (_, index) => ({
          ...row,
          secretHash: `${owner.userId} ${index}`,
        }));
        await db.credential.createMany({ data: rows });
        return callRest(operation, input, caller);
      },
      412: () => callRest(operation, input, { ...caller, headers: { "if-match": '"99"' } }),
      413: () => rest(here, { ...caller, body: "x".repeat(70_000) }),
      415: () => rest(here, { ...caller, body: "x", headers: { "content-type": "text/plain" } }),
      429: async () => {
        const limit: LimitName = route.meta.limit ?? (method === "get" ? "read" : "write");
        const who = isPublic || isByAddress(limit) ? `address ${address}` : `user ${owner.userId}`;
        await consumeRateLimit(limit, who, LIMITS[limit].calls).catch(() => {}); // what the fixtures used counts, too
        return callRest(operation, input, isPublic ? {} : caller);
      },
      503: async () => {
        const server = await freshServer({ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/x" });
        const response = await server.rest(here, {
          token,
          json: method === "post" || method === "patch" ? input : undefined,
        });
        await server.db.$disconnect();
        return response;
      },
    };
    const provoke = SPECIAL[`${name} ${status}`];
    const response = await (provoke ? provoke(input, caller, operation) : ways[status]?.());
    expect(response?.status, `${name} ${status}`).toBe(status);
    if (response) await expectDeclared(operation, response);
  });
});
