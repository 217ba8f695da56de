import "server-only";
import type { Scope } from "@/domain/token";

/** What a procedure says of itself, beyond its input and output. */
export type Meta = {
  /** What a personal token needs to call it. Without a scope, personal tokens are refused. */
  scope?: Scope;
};
