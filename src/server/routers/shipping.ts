import "server-only";
import { TEST_POSTAL_CODES } from "@/domain/shipping";
import { ListShippingRates, ShippingRateList } from "@/domain/shipping.schema";
import { publicProcedure, router } from "@/server/core/procedures";
import { listShippingRates } from "@/server/services/shipping";

const { fails, recovers, slow, nonsense } = TEST_POSTAL_CODES;

export const shippingRouter = router({
  rates: publicProcedure
    .meta({
      scope: "products:read",
      limit: "browse",
      rest: {
        name: "listShippingRates",
        method: "GET",
        path: "/shipping-rates",
        summary: "Shipping rates to an address, the cheapest first",
        description: `The rates come from a carrier's API. With the demo carrier (\`SHIPPING_URL=demo\`), some postal codes
fail, as card numbers for tests do: \`${fails}\` always fails, \`${recovers}\` fails twice and then works, \`${slow}\` answers too late,
\`${nonsense}\` answers nonsense.`,
        errors: { 503: "The carrier fails (OUTSIDE_SERVICE), or unavailable. Wait for the seconds in Retry-After." },
      },
    })
    .input(ListShippingRates)
    .output(ShippingRateList)
    .query(({ input, signal }) => listShippingRates(input, signal)),
});
