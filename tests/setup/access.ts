/** Access to procedures: the terms in which tests/setup/inputs.ts declares it, and what a procedure's meta implies. */
import type { Scope } from "@/domain/token";
import type { Principal } from "@/server/auth/principal";
import type { Meta } from "@/server/core/meta";

export const INPUTS_FILE = "tests/setup/inputs.ts";

export type Outcome = "OK" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND";

/** The outcome for each kind of caller. The owner is the user whose rows the input names. */
export type Access = Record<"anonymous" | "another user" | "owner" | "administrator", Outcome>;

export const EVERYONE: Access = { anonymous: "OK", "another user": "OK", owner: "OK", administrator: "OK" };
export const SIGNED_IN: Access = { ...EVERYONE, anonymous: "UNAUTHORIZED" };
/** An administrator is another user here. */
export const OWNER: Access = { ...SIGNED_IN, "another user": "NOT_FOUND", administrator: "NOT_FOUND" };
export const ADMINISTRATORS: Access = { ...SIGNED_IN, "another user": "FORBIDDEN", owner: "FORBIDDEN" };

export type Input = Record<string, unknown>;

/** A call that is expected to fail: the owner's valid input, and a function that calls the REST operation. */
export type Attempt = { owner: Principal; input: Input; call: (input: Input) => Promise<Response> };

/** The same call twice: the second one fails. */
export async function twice({ input, call }: Attempt): Promise<Response> {
  await call(input);
  return call(input);
}

/** The facts about a procedure that the tests need. */
export type Row = {
  access: Access;
  /** The scope that a personal token needs, several of which one is enough, or null if no personal token is accepted. */
  scope: Scope | readonly Scope[] | null;
  /**
   * Makes the owner's rows, and the input with which the owner succeeds. By default there is no input.
   * @param caller who is going to call, for what everyone can do to their own rows only
   */
  input?: (owner: Principal, caller?: Principal | null) => Input | Promise<Input>;
  /** Provokes the errors that only this procedure has, by status: those in `rest.errors` of its meta. */
  errors?: Partial<Record<number, (attempt: Attempt) => Promise<Response>>>;
};

export const missingRow = (procedure: string) =>
  `Add a row for "${procedure}" to ${INPUTS_FILE}: who may call it, and a valid input.`;

/** The access that a procedure's meta implies; a row declares the same, or one of the two is wrong. */
export function accessOf({ access, owned }: Meta): Access {
  if (!access) throw new Error("This procedure has no access. Build it on a base procedure of core/procedures.ts.");
  const other = owned ? "NOT_FOUND" : "OK";
  const user = access === "admin" ? "FORBIDDEN" : "OK";
  return {
    anonymous: access === "public" ? "OK" : "UNAUTHORIZED",
    "another user": access === "admin" ? "FORBIDDEN" : other,
    owner: user,
    administrator: other,
  };
}
