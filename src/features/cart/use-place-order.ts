"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { Cart } from "@/domain/cart";
import type { PlaceOrder } from "@/domain/order.schema";
import { api, errorData, errorMessage } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";
import { updateCart } from "./cart-store";
import { clearIdempotencyKey, idempotencyKeyFor } from "./idempotency-key";
import { orderPlaced } from "./order-placed";

/**
 * Places an order for the cart, and opens the order's page.
 * @returns `problem` is the error of the whole order, `lineProblems` the errors by product id
 */
export function usePlaceOrder(cart: Cart) {
  const router = useRouter();
  const utils = api.useUtils();
  const order = useMutation({
    mutationFn: (input: PlaceOrder) =>
      utils.client.order.place.mutate(input, { context: { idempotencyKey: idempotencyKeyFor(input.lines) } }),
    onSuccess: (placed) => {
      clearIdempotencyKey();
      markOwnChange("order", placed.id);
      utils.order.byId.setData({ id: placed.id }, placed);
      utils.order.list.invalidate(); // shown later: no request now
      updateCart(() => []);
      orderPlaced.leave(placed.id);
      router.push(`/orders/${placed.id}`);
    },
    onError: () => {
      utils.product.byIds.invalidate(); // the stock or prices shown may be outdated
    },
  });

  const lineProblems: Record<string, string> = {};
  for (const { path, message } of errorData(order.error)?.issues ?? []) {
    const line = order.variables?.lines[Number(/^lines\.(\d+)/.exec(path)?.[1])];
    if (line) lineProblems[line.productId] = message;
  }

  function place() {
    order.mutate({ lines: cart.map(({ productId, quantity }) => ({ productId, quantity })) });
  }

  return {
    place,
    /** The lines being ordered: shown until the order's page is loaded, although the cart is empty by then. */
    placing: order.isPending || order.isSuccess ? order.variables?.lines : undefined,
    problem: order.error ? errorMessage(order.error) : undefined,
    lineProblems,
  };
}
