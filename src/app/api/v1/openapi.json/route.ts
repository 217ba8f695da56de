import { guard } from "@/server/http/guard";
import { documentEndpoint } from "@/server/rest/openapi";
import { routes } from "@/server/rest/routes";

/** The contract of the REST API. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(documentEndpoint(routes));
