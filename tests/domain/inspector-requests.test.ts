import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import type { Call } from "@/features/inspector/call";
import { curlOf, inputsOf, restCurl, restRequest } from "@/features/inspector/requests";
import { withoutIndent } from "@/features/inspector/sql-tab";

const call = (rest: Partial<Call>) =>
  ({ method: "POST", url: "https://app.test/api/trpc/note.add", requestHeaders: [], procedures: [], ...rest }) as Call;

/** The arguments that a shell passes to curl. */
const argumentsOf = (command: string, env: Record<string, string> = {}) =>
  execFileSync("sh", ["-c", `curl() { for it in "$@"; do printf '%s\\0' "$it"; done; }; ${command}`], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  })
    .split("\0")
    .slice(0, -1);

it("inspector: the command has the call's headers and body, the cookie from a variable, and no expansion", () => {
  const requestHeaders = [
    ["content-type", "application/json"],
    ["idempotency-key", "k1"],
    ["user-agent", "x"],
  ] as const;
  const text = `{"json":"it's $HOME \`ls\`"}`;
  const sent = argumentsOf(curlOf(call({ requestHeaders, requestBody: { text } })), { COOKIE: "a=b; c=d" });
  expect(sent).toEqual([
    ...["-X", "POST", "https://app.test/api/trpc/note.add"],
    ...["-H", "content-type: application/json", "-H", "idempotency-key: k1", "-H", "sec-fetch-site: same-origin"],
    ...["-H", "Cookie: a=b; c=d", "--data-raw", text],
  ]);
});

it("inspector: a URL with brackets or braces is not a pattern for curl", () => {
  expect(argumentsOf(curlOf(call({ method: "GET", url: "http://[::1]:3000/a{b}" })))).toContain("-g");
  expect(argumentsOf(curlOf(call({ method: "GET", url: "http://app.test/a" })))).not.toContain("-g");
});

it("inspector: the inputs of a call, of a batch, of a read and of a write", () => {
  const url = (query: object) => `https://app.test/?${new URLSearchParams(query as Record<string, string>)}`;
  const read = { url: url({ input: '{"json":{"id":"x"}}' }), procedures: ["note.byId"] };
  expect(inputsOf(read)).toEqual([{ id: "x" }]);
  const batch = {
    url: url({ batch: "1", input: '{"1":{"json":{"id":"y"}}}' }),
    procedures: ["note.list", "note.byId"],
  };
  expect(inputsOf(batch)).toEqual([{}, { id: "y" }]);
  const write = { url: "https://app.test/", procedures: ["note.add"], requestBody: { text: '{"json":{"text":"z"}}' } };
  expect(inputsOf(write)).toEqual([{ text: "z" }]);
  expect(inputsOf({ ...write, requestBody: { text: "{" } })).toEqual([{}]);
});

it("inspector: the same call over REST has the input in its path, query, body and If-Match", () => {
  const rest = (method: string, path: string, input: object) =>
    restRequest({ name: "", method, path }, input as Record<string, unknown>, "https://app.test");
  expect(rest("GET", "/notes/{id}", { id: "a/b", tags: ["x", "y"], cursor: null })).toEqual({
    method: "GET",
    url: "https://app.test/notes/a%2Fb?tags=x&tags=y",
    headers: {},
  });
  expect(rest("GET", "/notes/{id}", {}).url).toBe("https://app.test/notes/{id}");
  expect(rest("PATCH", "/notes/{id}", { id: "a", version: 3, text: "z" })).toEqual({
    method: "PATCH",
    url: "https://app.test/notes/a",
    headers: { "If-Match": '"a.3"', "Content-Type": "application/json" },
    body: '{\n  "text": "z"\n}',
  });
  expect(argumentsOf(restCurl(rest("DELETE", "/notes/{id}", { id: "a" })), { TOKEN: "secret" })).toContain(
    "Authorization: Bearer secret",
  );
});

it("inspector: SQL loses the indentation of its source, and keeps that of its own", () => {
  expect(withoutIndent("\n      SELECT a\n        FROM b\n      WHERE c\n    ")).toBe("SELECT a\n  FROM b\nWHERE c");
  expect(withoutIndent("SELECT a\n     FROM b\n       JOIN c")).toBe("SELECT a\nFROM b\n  JOIN c");
  expect(withoutIndent("BEGIN")).toBe("BEGIN");
});
