import "server-only";
import type { Scope } from "@/domain/token";
import type { LimitName } from "@/server/platform/rate-limit";

/** What a procedure says of itself, beyond its input and output. */
export type Meta = {
  /** Who may call it at all; set by the ladder (procedures.ts). */
  access?: "public" | "user" | "admin";
  /** True if it is about one row of the caller's own; set by the ladder. */
  owned?: boolean;
  /** What a personal token needs to call it. Without a scope, personal tokens are refused. */
  scope?: Scope;
  /** How often it may be called; without this, as often as any read or write. */
  limit?: LimitName;
  /** Where it is found at the REST door. Without this, it is not there. */
  rest?: Rest;
};

/** A procedure as an operation of the REST door, and of its document. */
export type Rest = {
  /** Its name in the document, and in clients that are generated from that. */
  name: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below /api/v1. What stands in braces are fields of the input. */
  path: `/${string}`;
  summary: string;
  description?: string;
  /** 200 if nothing else is said. */
  status?: 201 | 204;
  /** Where to find what was made; in braces, fields of the output. */
  location?: `/${string}`;
  /**
   * The entity tag of the answer: of its content, for what everybody may keep as long as they ask whether it is still
   * so; or its `version`, which a PATCH then takes from If-Match.
   */
  etag?: "content" | "version";
  /** True if it takes an Idempotency-Key (services/idempotency.ts). */
  idempotent?: true;
  /** What it refuses beyond what its place on the ladder and its input say: a status, and when. */
  refuses?: Partial<Record<401 | 404 | 409 | 412 | 422, string>>;
};
