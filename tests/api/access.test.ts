/** Access: every procedure, called by every kind of caller, does what its row in tests/setup/inputs.ts declares. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Principal } from "@/server/auth/principal";
import { type Meta, scopesOf } from "@/server/core/meta";
import { routes } from "@/server/rest/routes";
import { appRouter } from "@/server/routers/_app";
import { type Access, accessOf, INPUTS_FILE, missingRow, type Row } from "../setup/access";
import { ALL_SCOPES, callerOf, makePrincipal } from "../setup/factories";
import { rows } from "../setup/inputs";

type Procedure = { _def: { meta?: Meta; inputs: unknown[]; output: unknown; type: string } };
const procedures = appRouter._def.procedures as never as Record<string, Procedure>;
const declared = Object.entries(rows).filter(([path]) => procedures[path]);

async function outcomeOf(path: string, principal: Principal | null, input: unknown): Promise<string> {
  // A caller is a tree of proxies, which are functions at every level.
  type Node = ((input: unknown) => Promise<unknown>) & { [name: string]: Node };
  const call = path.split(".").reduce((node, name) => node[name] as Node, callerOf(principal) as unknown as Node);
  try {
    await call(input);
    return "OK";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const inputOf = async ({ input }: Row, owner: Principal, caller?: Principal | null) =>
  (await input?.(owner, caller)) ?? {};
const sorted = (scope: Row["scope"]) => [...scopesOf({ scope: scope ?? undefined })].sort();

describe("the table of inputs", () => {
  it("has a row for every procedure", () => {
    expect(
      Object.keys(procedures)
        .filter((path) => !rows[path])
        .map(missingRow),
    ).toEqual([]);
  });

  it("has no row without a procedure", () => {
    const left = Object.keys(rows).filter((path) => !procedures[path]);
    expect(left.map((path) => `Remove the row "${path}" from ${INPUTS_FILE}: no procedure has this name.`)).toEqual([]);
  });

  it.each(declared)("%s: the row and the procedure's meta agree", (path, { access, scope }) => {
    const meta = procedures[path]?._def.meta ?? {};
    const message = `The row "${path}" in ${INPUTS_FILE} (expected) and its procedure (received) differ: correct one.`;
    expect({ access: accessOf(meta), scope: [...scopesOf(meta)].sort() }, message).toEqual({
      access,
      scope: sorted(scope),
    });
  });
});

/** The names of all fields of an input, whatever their depth. */
function fieldsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { properties = {} } = value as { properties?: object };
  return [...Object.keys(properties), ...Object.values(value).flatMap(fieldsOf)];
}
const SECRETS = /secret|password|passphrase|token|challenge|^code$|^link$|^key$|credential|proof|setup/i;

it("nothing that is called by an address has an input with a secret: proxies log addresses", () => {
  const inAddresses = Object.entries(procedures).flatMap(([path, { _def }]) =>
    _def.type === "mutation"
      ? []
      : _def.inputs
          .flatMap((input) => fieldsOf(z.toJSONSchema(input as z.ZodType, { unrepresentable: "any" })))
          .map((field) => `${path} ${field}`),
  );
  const inPaths = routes.flatMap(({ name, pathFields }) => Object.keys(pathFields).map((field) => `${name} ${field}`));
  expect(inAddresses).toContain("activity.list cursor");
  const fields = [...inAddresses, ...inPaths];
  expect(fields.filter((field) => SECRETS.test(field.split(" ")[1] ?? ""))).toEqual([]);
});

it("what could take over an account or give rights away wants a fresh proof", () => {
  const proven = Object.keys(procedures).filter((path) => procedures[path]?._def.meta?.proof);
  expect(proven.sort()).toEqual([
    ...["account.changeEmail", "account.changePassword", "account.delete"],
    ...["admin.user.disable", "admin.user.setRole"],
    ...["factor.addPasskey", "factor.confirmTotp", "factor.remove", "factor.replaceRecoveryCodes"],
    ...["factor.startPasskey", "factor.startTotp", "session.revokeOthers", "signInMethod.remove", "token.create"],
  ]);
});

describe("schemas", () => {
  it.each(Object.entries(procedures))(
    "%s has an output schema and, as a mutation, an input schema",
    (path, { _def }) => {
      expect(_def.output, `Add .output(...) to ${path}.`).toBeDefined();
      if (_def.type === "mutation") expect(_def.inputs.length, `Add .input(...) to ${path}.`).toBeGreaterThan(0);
    },
  );
});

describe.each(declared)("%s", (path, row) => {
  it.each(Object.entries(row.access))("%s: %s", async (kind, outcome) => {
    const owner = await makePrincipal();
    const callers: Record<keyof Access, () => Promise<Principal> | Principal | null> = {
      anonymous: () => null,
      "another user": () => makePrincipal(),
      owner: () => owner,
      administrator: () => makePrincipal({ role: "ADMIN" }),
    };
    const caller = await callers[kind as keyof Access]();
    expect(await outcomeOf(path, caller, await inputOf(row, owner, caller))).toBe(outcome);
  });

  it.each([...ALL_SCOPES, undefined])("owner's personal token with scope %s", async (held) => {
    const owner = await makePrincipal();
    const holder: Principal = { ...owner, scopes: held ? [held] : [] };
    const outcome = held && scopesOf({ scope: row.scope ?? undefined }).includes(held) ? row.access.owner : "FORBIDDEN";
    expect(await outcomeOf(path, holder, await inputOf(row, owner))).toBe(outcome);
  });

  if (procedures[path]?._def.meta?.proof) {
    it("rejects a caller whose last proof is older than ten minutes", async () => {
      const owner = await makePrincipal({ role: row.access.owner === "OK" ? "CUSTOMER" : "ADMIN" });
      const input = await inputOf(row, owner, owner);
      expect(await outcomeOf(path, { ...owner, hasFreshProof: false }, input)).toBe("FORBIDDEN");
      expect(await outcomeOf(path, owner, input)).toBe("OK");
    });
  }

  if (row.access.anonymous === "OK") return;
  it("rejects anonymous callers before it parses their input", async () => {
    expect(await outcomeOf(path, null, { nonsense: "\u0000" })).toBe("UNAUTHORIZED");
  });
});
