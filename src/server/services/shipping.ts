import "server-only";
import { CARRIER_LIMITS, TEST_POSTAL_CODES } from "@/domain/shipping";
import { CarrierRates, type ListShippingRates, type ShippingRateList } from "@/domain/shipping.schema";
import { env } from "@/env";
import { unavailable } from "@/server/core/errors";
import { callOutside, type OutsideService } from "@/server/platform/outbound";
import { demoCarrierUrl } from "./shipping-demo";

const CARRIER = { failure: "Shipping rates are unavailable. Try again shortly.", limits: CARRIER_LIMITS };

/**
 * Each test postal code is a carrier of its own: what trips its circuit breaker leaves the others alone. That of the one that
 * recovers stays closed: of calls by several readers at a time, the tries that fail come in a row.
 */
async function demoCarrier(postalCode: string): Promise<OutsideService> {
  const isTest = Object.values<string>(TEST_POSTAL_CODES).includes(postalCode);
  const failures = postalCode === TEST_POSTAL_CODES.recovers ? Number.POSITIVE_INFINITY : CARRIER_LIMITS.failures;
  const limits = { ...CARRIER_LIMITS, failures };
  return { ...CARRIER, limits, name: isTest ? `carrier-${postalCode}` : "carrier", url: await demoCarrierUrl() };
}

async function carrierFor(postalCode: string): Promise<OutsideService> {
  const { SHIPPING_URL, NODE_ENV } = env();
  if (SHIPPING_URL && SHIPPING_URL !== "demo") return { ...CARRIER, name: "carrier", url: SHIPPING_URL };
  if (SHIPPING_URL || NODE_ENV !== "production") return demoCarrier(postalCode);
  throw unavailable("Shipping rates are not set up on this server: SHIPPING_URL is missing.");
}

/**
 * The carrier's rates to an address, the cheapest first.
 * @param signal of the request
 * @throws SERVICE_UNAVAILABLE (OUTSIDE_SERVICE) if the carrier fails, and without a reason if there is none
 */
export async function listShippingRates(query: ListShippingRates, signal?: AbortSignal): Promise<ShippingRateList> {
  const carrier = await carrierFor(query.postalCode);
  const { rates } = await callOutside(carrier, { path: "/rates", query, schema: CarrierRates, signal });
  return { items: rates.toSorted((a, b) => a.priceCents - b.priceCents) };
}
