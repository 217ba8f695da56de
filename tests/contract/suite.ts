/** Holds an API against its document: examples, every kind of caller over REST and tRPC, every declared error. */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { scopesOf } from "@/server/core/meta";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { INPUTS_FILE, missingRow, type Row } from "../setup/access";
import { makeAccessToken, makePrincipal } from "../setup/factories";
import { callersOf, makePerson, permittedFor } from "./callers";
import type { Documented, describeApi, Send } from "./document";
import { generalErrors, missingError, type OfflineServer } from "./errors";
import { callRest, callTrpc } from "./requests";

/** An API, and what the tests need to know about its procedures. */
export type Api = Awaited<ReturnType<typeof describeApi>> & {
  send: Send;
  rows: Record<string, Row>;
  startOffline: () => Promise<OfflineServer>;
};

export const STATUS = { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404 } as const;
export const inputOf = async (row: Row, owner: Principal, caller?: Principal) =>
  (await row.input?.(owner, caller)) ?? {};

/** The operations that have a row; each of the others is one failing test. */
export function operationsWithRow({ operations, rows }: Api): (Documented & { row: Row })[] {
  const [known, unknown] = [[], []] as [(Documented & { row: Row })[], Documented[]];
  for (const operation of operations) {
    const row = rows[operation.route.procedure];
    if (row) known.push({ ...operation, row });
    else unknown.push(operation);
  }
  for (const { operationId, route } of unknown) {
    it(`${operationId} has a row in ${INPUTS_FILE}`, () => {
      throw new Error(missingRow(route.procedure));
    });
  }
  return known;
}

export function testDocument({ document, operations, faultsOf }: Api) {
  it("examples of schemas and bodies are valid", () => {
    for (const [name, { examples }] of Object.entries(document.components.schemas)) {
      for (const example of (examples as unknown[]) ?? []) {
        const message = `An example of the schema ${name} is not valid. Correct its .meta({ examples }) in src/domain.`;
        expect(faultsOf(example, "components", "schemas", name), message).toEqual([]);
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

  it("every body, parameter and schema has an example", () => {
    const remedy = "Add .meta({ examples: [...] }) to";
    for (const { operationId, requestBody, parameters, route } of operations) {
      for (const { example } of Object.values(requestBody?.content ?? {})) {
        expect(
          example,
          `${remedy} the input schema of ${route.procedure} (${operationId}) in src/domain.`,
        ).toBeDefined();
      }
      for (const { name, example, schema } of parameters) {
        const [shown] = [example, ...((schema.examples as unknown[]) ?? [])].filter((it) => it !== undefined);
        expect(shown, `${remedy} the field ${name} in the input of ${route.procedure} (${operationId}).`).toBeDefined();
      }
    }
    for (const [name, { examples }] of Object.entries(document.components.schemas)) {
      if (name !== "Problem") expect(examples, `${remedy} the schema ${name} in src/domain: one.`).toHaveLength(1);
    }
  });

  it("every operation has the common errors, its path parameters, and the security of its meta", () => {
    for (const { operationId, responses, parameters, path, security, route } of operations) {
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(["400", "403", "429", "503"]));
      const inPath = parameters.filter((it) => it.in === "path").map((it) => `{${it.name}}`);
      expect((path.match(/\{\w+\}/g) ?? []).sort(), operationId).toEqual(inPath.sort());
      const scopes = security.flatMap((it) => it.personalToken ?? []);
      const isPublic = security.some((it) => Object.keys(it).length === 0);
      expect([operationId, isPublic, scopes]).toEqual([
        operationId,
        route.meta.access === "public",
        scopesOf(route.meta),
      ]);
    }
  });
}

/** Every kind of caller gets the declared response over REST, and the same result or error over tRPC. */
export function testCallers(api: Api, { row, ...operation }: Documented & { row: Row }) {
  const { send, expectDeclared } = api;
  const callers = callersOf(operation.route.meta, operation.method !== "get");
  it.each(callers.map((it) => [it.title, it.expected, it.make] as const))("%s: %s", async (_title, expected, make) => {
    const status = expected === "OK" ? operation.success : STATUS[expected];
    const prepare = async () => {
      const owner = await makePrincipal();
      const { user, ...credentials } = await make(owner); // signs in before the input may want a second step for that
      return [await inputOf(row, owner, user), credentials] as const;
    };
    const first = await prepare();
    if (expected === "OK" && operation.isQuery) {
      await callRest(send, operation, ...first); // the first use of a token from a network is an event, which the activity lists
      await flushSecurityEvents();
    }
    const overRest = await callRest(send, operation, ...first);
    expect(overRest.status, await overRest.clone().text()).toBe(status);
    const body = await expectDeclared(operation, overRest);

    // A query is repeated with the same input; a mutation may work only once, so it gets another input of its kind.
    const overTrpc = await (await callTrpc(send, operation, ...(operation.isQuery ? first : await prepare()))).json();
    const { json: error } = overTrpc.error ?? {};
    const result = overTrpc.result?.data.json ?? undefined;
    if (expected === "OK" && operation.isQuery) expect(result).toEqual(body);
    else if (expected === "OK") expect(shapeOf(result)).toEqual(shapeOf(body));
    else {
      const { code, message, reason, issues } = body;
      expect({ ...error.data, message: error.message }).toMatchObject({ code, message, httpStatus: status });
      expect([error.data.reason, error.data.issues]).toEqual([reason, issues]);
    }
  });
}

/** The fields of a value at every level, without their values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, shapeOf(field)]));
}

/** Every declared error can be provoked, and looks as declared. */
export function testErrors(api: Api, { row, ...operation }: Documented & { row: Row }) {
  const { send, startOffline, expectDeclared } = api;
  const declared = Object.keys(operation.responses).filter((status) => /^[345]/.test(status));
  it.each(declared.map(Number))("provoked error: %i", async (status) => {
    const owner = await makePrincipal();
    const input = await inputOf(row, owner);
    const user = await makePerson(permittedFor(operation.route.meta), owner);
    const token = await makeAccessToken(user);
    const call = (it: typeof input) => callRest(send, operation, it, { token });
    const own = row.errors?.[status];
    const provoke = own
      ? () => own({ owner, input, call })
      : generalErrors({ send, startOffline, operation, input, user, token })[status];
    if (!provoke) throw new Error(missingError(operation, status));
    const response = await provoke();
    expect(response.status, await response.clone().text()).toBe(status);
    await expectDeclared(operation, response);
  });

  const left = Object.keys(row.errors ?? {}).filter((status) => !declared.includes(status));
  it.each(left)("error %s is declared", (status) => {
    const { procedure } = operation.route;
    const message = `declare ${status} in \`rest.errors\` of its meta, or remove it from the row.`;
    throw new Error(`The row "${procedure}" in ${INPUTS_FILE} provokes ${status}: ${message}`);
  });
}

/** All tests of an API but those with random inputs. */
export function testContract(api: Api) {
  describe("document", () => testDocument(api));
  const operations = operationsWithRow(api);
  for (const operation of operations) {
    describe(operation.operationId, () => {
      testCallers(api, operation);
      testErrors(api, operation);
    });
  }
}
