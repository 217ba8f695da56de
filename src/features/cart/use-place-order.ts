"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import type { Cart } from "@/domain/cart";
import { orderReference } from "@/domain/order";
import type { PlaceOrder } from "@/domain/order.schema";
import { toast } from "@/shell/toast";
import { api, errorData, errorMessage } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";
import { updateCart } from "./cart-store";
import { forgetOrderKey, orderKey } from "./order-key";

/**
 * Orders what is in the cart, once however often the button is pressed, and goes on to the order.
 * @returns what the server refused: of the whole order, and by product
 */
export function usePlaceOrder(cart: Cart) {
  const router = useRouter();
  const sent = useRef(false); // a second click comes before the first one's state does
  const utils = api.useUtils();
  const order = useMutation({
    mutationFn: (input: PlaceOrder) =>
      utils.client.order.place.mutate(input, { context: { idempotencyKey: orderKey(input.lines) } }),
    onSuccess: (placed) => {
      forgetOrderKey();
      markOwnChange(placed);
      utils.order.list.invalidate();
      updateCart(() => []);
      toast.success(`Order ${orderReference(placed.id)} placed`);
      router.push(`/orders/${placed.id}`);
    },
    onError: () => {
      sent.current = false;
      utils.product.byIds.invalidate(); // what we showed of stock and prices may be what was wrong
    },
  });

  const lineProblems: Record<string, string> = {};
  for (const { path, message } of errorData(order.error)?.issues ?? []) {
    const line = order.variables?.lines[Number(/^lines\.(\d+)/.exec(path)?.[1])];
    if (line) lineProblems[line.productId] = message;
  }

  function place() {
    if (sent.current) return;
    sent.current = true;
    order.mutate({ lines: cart.map(({ productId, quantity }) => ({ productId, quantity })) });
  }

  return {
    place,
    /** What is being ordered: it stays in sight until the order's page is there, though the cart is empty by then. */
    placing: order.isPending || order.isSuccess ? order.variables?.lines : undefined,
    problem: order.error ? errorMessage(order.error) : undefined,
    lineProblems,
  };
}
