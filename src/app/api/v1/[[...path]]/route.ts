import { guard } from "@/server/http/guard";
import { restEndpoint } from "@/server/rest/handler";
import { routes } from "@/server/rest/routes";
import { appRouter } from "@/server/routers/_app";

/** The REST API. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(restEndpoint(appRouter, routes));
