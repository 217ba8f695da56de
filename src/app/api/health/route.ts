import { guard } from "@/server/http/guard";
import { probeEndpoint } from "@/server/http/probe-endpoint";

/** Whether the process answers. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(probeEndpoint(async () => undefined));
