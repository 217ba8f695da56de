/** The contract tests on an API of their own: what the app's API lacks today is tested, too. */
import { describe, expect, it } from "vitest";
import { type Access, accessOf } from "../setup/access";
import { freshServer } from "../setup/fresh-server";
import { NO_DATABASE } from "./app";
import { callersOf } from "./callers";
import { describeApi, readDocument } from "./document";
import { fixture, routes, rows, send } from "./fixture";
import { testRandomInputs } from "./random";
import { restRequest } from "./requests";
import { type Api, testContract } from "./suite";

const api: Api = {
  ...(await describeApi(fixture, routes, send)),
  send,
  rows,
  startOffline: async () => {
    const server = await freshServer({ DATABASE_URL: NO_DATABASE });
    const fresh = await import("./fixture");
    return { send: fresh.send, close: () => server.db.$disconnect() };
  },
};

describe("access derived from meta", () => {
  const list = (access: Access) => Object.values(access).join(" ");
  it.each([
    ["public", false, "OK OK OK OK"],
    ["user", false, "UNAUTHORIZED OK OK OK"],
    ["user", true, "UNAUTHORIZED NOT_FOUND OK NOT_FOUND"],
    ["admin", false, "UNAUTHORIZED FORBIDDEN FORBIDDEN OK"],
  ] as const)("%s, owned %s: %s", (access, owned, expected) => {
    expect(list(accessOf({ access, owned }))).toBe(expected);
  });

  it("callers: an administrator with every credential, and users without access", () => {
    const titles = callersOf({ access: "admin" }, true).map(({ title, expected }) => `${title}: ${expected}`);
    expect(titles).toEqual(
      expect.arrayContaining(["administrator, login: OK", "owner: FORBIDDEN", "another user: FORBIDDEN"]),
    );
  });

  it("callers: one personal token for each accepted scope", () => {
    const titles = callersOf({ access: "user", scope: ["activity:read", "account:read"] }, false).map((it) => it.title);
    expect(titles).toEqual(
      expect.arrayContaining(["activity:read", "account:read"].map((it) => `owner, personal token with ${it}`)),
    );
  });
});

describe("REST requests", () => {
  const operation = (name: string) => {
    const found = api.operations.find((it) => it.operationId === name);
    if (!found) throw new Error(`The fixture has no ${name}.`);
    return found;
  };

  it("have every path field in the path, and the other fields in the query", () => {
    expect(restRequest(operation("removePage"), { noteId: "n/1", page: 2, isForced: true })).toMatchObject({
      target: "/admin/notes/n%2F1/pages/2",
      search: "?isForced=true",
    });
  });

  it("have the version in If-Match, and the other fields in the body", () => {
    expect(restRequest(operation("updateNote"), { id: "n1", version: 3, isLocked: true })).toMatchObject({
      target: "/notes/n1",
      headers: { "if-match": '"n1.3"' },
      json: { isLocked: true },
    });
  });
});

it("a document that cannot be served is reported with its status and text", async () => {
  const broken = async () => new Response('{"code":"INTERNAL_SERVER_ERROR"}', { status: 500 });
  await expect(readDocument(broken)).rejects.toThrow(/openapi\.json is 500: .*INTERNAL_SERVER_ERROR/);
});

testContract(api);
describe("random inputs", () => testRandomInputs(api, fixture._def.procedures as never, 20));
