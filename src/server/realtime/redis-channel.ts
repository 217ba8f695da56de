import "server-only";
import { Redis } from "ioredis";
import { env } from "@/env";
import { product } from "@/product";
import { redis } from "@/server/platform/redis";

const CHANNEL = `${product.slug}:changes`;
const CONNECT_MS = 5000;

/** PUBLISH over this process's connection, SUBSCRIBE on one of its own. */
export const redisChannel = {
  publish: (messages: string[]): Promise<unknown> =>
    Promise.all(messages.map((message) => redis().publish(CHANNEL, message))),

  /** @param onLost called when the connection ends @returns how to close it @throws if there is none */
  async open(onMessage: (message: string) => void, onLost: () => void): Promise<() => Promise<void>> {
    const options = { lazyConnect: true, connectTimeout: CONNECT_MS, commandTimeout: CONNECT_MS };
    // The listener reconnects, and polls meanwhile.
    const client = new Redis(env().REDIS_URL ?? "", { ...options, retryStrategy: () => null });
    client.on("error", () => {}).on("end", onLost);
    client.on("message", (_channel, message) => onMessage(message));
    try {
      await client.connect();
      await client.subscribe(CHANNEL);
    } catch (error) {
      client.disconnect();
      throw error;
    }
    return async () => client.disconnect();
  },
};
