import "server-only";
import {
  CancelOrder,
  FollowOrders,
  ListOrders,
  Order,
  OrderChange,
  OrderPage,
  PlaceOrder,
} from "@/domain/order.schema";
import { eventsOf } from "@/server/core/event-stream";
import { ownedProcedure, protectedProcedure, router } from "@/server/core/procedures";
import { cancelOrder, findOrder, listOrders, placeOrder } from "../services/order";
import { followOrders } from "../services/order-feed";

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

  place: protectedProcedure
    .meta({
      scope: "orders:write",
      rest: {
        name: "placeOrder",
        method: "POST",
        path: "/orders",
        summary: "Place an order",
        description: "Products and quantities only: prices are those of the catalogue at this moment.",
        status: 201,
        location: "/orders/{id}",
        idempotent: true,
        refuses: { 409: "There is too little of a product (OUT_OF_STOCK), or it is not sold (PRODUCT_UNAVAILABLE)." },
      },
    })
    .input(PlaceOrder)
    .output(Order)
    .mutation(({ ctx, input }) => placeOrder(ctx.principal.userId, input, ctx.idempotencyKey)),

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
        description: "Possible until the parcel leaves the house. The order stays, with the status CANCELLED.",
        refuses: { 409: "The order is cancelled already, or on its way (NOT_CANCELLABLE)." },
      },
    })
    .input(CancelOrder)
    .output(Order)
    .mutation(({ ctx, input }) => cancelOrder(ctx.principal.userId, ctx.order.id, input.reason)),

  onChange: protectedProcedure
    .meta({ scope: "orders:read", limit: "stream" })
    .input(FollowOrders)
    .output(eventsOf(OrderChange))
    .subscription(({ ctx, input, signal }) => followOrders(ctx.principal, input.lastEventId, signal)),
});
