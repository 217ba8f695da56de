import "server-only";
import { Redis } from "ioredis";
import { env } from "@/env";
import { log } from "./log";
import { singleton } from "./singleton";

/** This process's connection to REDIS_URL, for commands. A command fails after half a second. */
export const redis = () =>
  singleton("redis", () => {
    const client = new Redis(env().REDIS_URL ?? "", { commandTimeout: 500, maxRetriesPerRequest: 1 });
    return client.on("error", (error) => log.error({ event: "redis", err: error }, "Redis failed"));
  });
