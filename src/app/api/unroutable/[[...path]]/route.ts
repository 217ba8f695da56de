import { guard } from "@/server/http/guard";
import { unroutableEndpoint } from "@/server/http/unroutable";

/** Requests that Next cannot route (server/http/unroutable.ts). */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(unroutableEndpoint);
