import "server-only";
import type { TRPCProcedureType } from "@trpc/server";
import type { Scope } from "@/domain/token";
import type { LimitName } from "@/server/platform/rate-limit";

/** The declarations of a procedure beyond its input and output. */
export type Meta = {
  /** The callers that it accepts; set by the base procedure (core/procedures.ts). */
  access?: "public" | "user" | "admin";
  /** True for procedures about one row of the caller; set by the base procedure. */
  owned?: boolean;
  /** True if it takes an Idempotency-Key; set by the base procedure. */
  idempotent?: boolean;
  /** True if it wants a fresh proof (middleware/require-fresh-proof.ts); set by the base procedure. */
  proof?: true;
  /** The scope that a personal token needs, or several of which one is enough. Without it, personal tokens are refused. */
  scope?: Scope | readonly Scope[];
  /** The rate limit; by default that of reads or writes. */
  limit?: LimitName;
  /** True if an open page repeats it every few seconds: what succeeds is logged at the level debug. */
  polled?: true;
  /** The REST operation. Without it, the procedure has none. */
  rest?: Rest;
};

/** A procedure as an operation of the REST API and its document. */
export type Rest = {
  /** `operationId` in the document: the name of the function in generated clients. */
  name: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below /api/v1; fields of the input in braces. */
  path: `/${string}`;
  /** For example "Create a personal token". */
  summary: string;
  /** The description of a success: "Token created". By default the summary. */
  result?: string;
  description?: string;
  /** 200 by default. */
  status?: 201 | 204;
  /** The Location of the created row; fields of the output in braces. */
  location?: `/${string}`;
  /**
   * The entity tag: of the content, for what everyone may cache and revalidate; or the row's `version`, which a PATCH
   * takes from If-Match.
   */
  etag?: "content" | "version";
  /** Errors beyond those of the base procedure and the input: status and description. */
  errors?: Partial<Record<401 | 404 | 409 | 412 | 422 | 503, string>>;
};

/** The rate limit of a procedure. */
export const limitOf = (meta: Meta | undefined, type: TRPCProcedureType): LimitName =>
  meta?.limit ?? (type === "query" ? "read" : "write");

/** The scopes of a procedure as a list. */
export const scopesOf = ({ scope }: Meta): readonly Scope[] => (typeof scope === "string" ? [scope] : (scope ?? []));
