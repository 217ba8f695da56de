import { guard } from "@/server/http/guard";
import { inspectorEndpoint } from "@/server/rest/inspector-endpoint";
import { routes } from "@/server/rest/routes";

/** The latest requests, for the inspector. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(inspectorEndpoint(routes));
