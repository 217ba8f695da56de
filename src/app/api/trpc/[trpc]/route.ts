import { guard } from "@/server/http/guard";
import { trpcEndpoint } from "@/server/http/trpc-endpoint";
import { appRouter } from "@/server/routers/_app";

/** The typed RPC of our own pages. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(trpcEndpoint(appRouter));

/** Seconds that the platform gives a request. A stream ends before (STREAM_SECONDS) and is resumed. */
export const maxDuration = 60;
