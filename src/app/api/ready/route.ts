import { guard } from "@/server/http/guard";
import { probeEndpoint } from "@/server/http/probe-endpoint";
import { findObstacle } from "@/server/platform/readiness";

/** Whether the process can do its work: the database answers, its migrations are applied, and nothing stops it. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(probeEndpoint(findObstacle));
