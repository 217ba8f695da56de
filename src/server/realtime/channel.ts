import "server-only";
import { env } from "@/env";
import { postgresChannel } from "./postgres-channel";
import { redisChannel } from "./redis-channel";

/**
 * How the processes of the server notify each other: Redis where REDIS_URL is set, otherwise NOTIFY and LISTEN of
 * PostgreSQL. Messages may get lost; polling finds what they were about.
 */
export const channel = () => (env().REDIS_URL ? redisChannel : postgresChannel);
