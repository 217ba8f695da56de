import "server-only";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CARRIER_LIMITS, TEST_POSTAL_CODES } from "@/domain/shipping";
import type { CarrierRates } from "@/domain/shipping.schema";
import { singleton } from "@/server/platform/singleton";
import { LOCAL_PATH } from "@/server/platform/tracing";

/** Calls of which the tries are counted, at most. */
const MAX_CALLS = 1000;

/** The URL of a carrier for demonstrations: an HTTP server in this process, started by the first call. */
export const demoCarrierUrl = () => singleton("shipping-demo", startCarrier);

async function startCarrier(): Promise<string> {
  const server = createServer(answer).unref();
  server.on("connection", (socket) => socket.unref()); // it never keeps the process from ending
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${LOCAL_PATH}carrier`;
}

function answer({ url = "", headers }: IncomingMessage, response: ServerResponse): void {
  const query = new URL(url, "http://localhost").searchParams;
  const [country, postalCode] = [query.get("country") ?? "", query.get("postalCode") ?? ""];
  const send = (status: number, body: unknown) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const sendRates = () => send(200, ratesTo(country + postalCode));

  if (postalCode === TEST_POSTAL_CODES.fails) send(500, { error: "This postal code always fails." });
  else if (postalCode === TEST_POSTAL_CODES.nonsense) send(200, { rates: "tomorrow" });
  else if (postalCode === TEST_POSTAL_CODES.recovers && countTry(String(headers["x-request-id"])) < 3) send(503, {});
  else if (postalCode === TEST_POSTAL_CODES.slow) {
    const timer = setTimeout(sendRates, 2 * CARRIER_LIMITS.deadlineMs).unref();
    response.once("close", () => clearTimeout(timer));
  } else sendRates();
}

const tries = new Map<string, number>();

/** The number of this try of a call, from 1; after the third one, the call is forgotten. */
function countTry(call: string): number {
  const count = (tries.get(call) ?? 0) + 1;
  const [oldest] = tries.keys();
  if (tries.size >= MAX_CALLS && oldest !== undefined) tries.delete(oldest);
  if (count < 3) tries.set(call, count);
  else tries.delete(call);
  return count;
}

/** Prices that look arbitrary, and are always the same for an address. */
function ratesTo(address: string): CarrierRates {
  const sum = [...address].reduce((total, letter, index) => total + letter.charCodeAt(0) * (index + 1), 0);
  const standardCents = 390 + (sum % 30) * 10;
  const rate = { carrier: "Demo Post" };
  return {
    rates: [
      { ...rate, service: "Standard", priceCents: standardCents, days: 3 + (sum % 3) },
      { ...rate, service: "Express", priceCents: 2 * standardCents + 300, days: 1 },
    ],
  };
}
