import "server-only";
import { CancelOrder, ListOrders, Order, OrderPage, PlaceOrder } from "@/domain/order.schema";
import { idempotentProcedure, ownedProcedure, protectedProcedure, router } from "@/server/core/procedures";
import { cancelOrder, placeOrder } from "@/server/services/order";
import { findOrder, listOrders } from "@/server/services/order-list";

const ownOrder = ownedProcedure("order", findOrder);

export const orderRouter = router({
  list: protectedProcedure
    .meta({
      scope: "orders:read",
      rest: { name: "listOrders", method: "GET", path: "/orders", summary: "My orders, newest first" },
    })
    .input(ListOrders)
    .output(OrderPage)
    .query(({ ctx, input }) => listOrders(ctx.principal.userId, input)),

  place: idempotentProcedure
    .meta({
      scope: "orders:write",
      rest: {
        name: "placeOrder",
        method: "POST",
        path: "/orders",
        summary: "Place an order",
        result: "Order placed",
        description: "Send products and quantities; the prices are those of the catalog.",
        status: 201,
        location: "/orders/{id}",
        errors: { 409: "Not enough stock (OUT_OF_STOCK), or an unknown product (PRODUCT_UNAVAILABLE)." },
      },
    })
    .input(PlaceOrder)
    .output(Order)
    .mutation(({ ctx, input }) => placeOrder(ctx.principal.userId, input, ctx.idempotency)),

  byId: ownOrder
    .meta({
      scope: "orders:read",
      rest: { name: "getOrder", method: "GET", path: "/orders/{id}", summary: "One of my orders, with its timeline" },
    })
    .output(Order)
    .query(({ ctx }) => ctx.order),

  cancel: ownOrder
    .meta({
      scope: "orders:write",
      rest: {
        name: "cancelOrder",
        method: "DELETE",
        path: "/orders/{id}",
        summary: "Cancel one of my orders",
        result: "Order cancelled",
        description: "Possible until the parcel is shipped. The order stays, with the status CANCELLED.",
        errors: { 409: "The order is already cancelled, or on its way (NOT_CANCELLABLE)." },
      },
    })
    .input(CancelOrder)
    .output(Order)
    .mutation(({ ctx, input }) => cancelOrder(ctx.order, input.reason)),
});
