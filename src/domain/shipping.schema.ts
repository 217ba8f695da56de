import { z } from "zod";
import { POSTAL_CODE_PATTERN, SHIPPING_COUNTRIES } from "./shipping";

const exampleRate = { service: "Standard", carrier: "Demo Post", priceCents: 490, days: 3 };

export const ListShippingRates = z.object({
  country: z
    .enum(SHIPPING_COUNTRIES)
    .meta({ description: "The country as two letters (ISO 3166-1).", examples: ["DE"] }),
  postalCode: z
    .string()
    .regex(POSTAL_CODE_PATTERN, "Enter a postal code, such as 10115.")
    .meta({ examples: ["10115"] }),
});
export type ListShippingRates = z.output<typeof ListShippingRates>;

/** `days` is the time until delivery, at most. */
export const ShippingRate = z
  .object({
    service: z.string().min(1).max(80),
    carrier: z.string().min(1).max(80),
    priceCents: z.number().int().min(0).max(100_000),
    days: z.number().int().min(0).max(100),
  })
  .meta({ id: "ShippingRate", examples: [exampleRate] });
export type ShippingRate = z.output<typeof ShippingRate>;

export const ShippingRateList = z
  .object({ items: z.array(ShippingRate) })
  .meta({ id: "ShippingRateList", examples: [{ items: [exampleRate] }] });
export type ShippingRateList = z.output<typeof ShippingRateList>;

/** The answer of the carrier's API to `GET /rates`: not ours, so it is checked. */
export const CarrierRates = z.object({ rates: z.array(ShippingRate).max(20) });
export type CarrierRates = z.output<typeof CarrierRates>;
