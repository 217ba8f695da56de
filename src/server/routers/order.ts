import "server-only";
import { CancelOrder, ListOrders, Order, OrderPage, PlaceOrder } from "@/domain/order.schema";
import { ownedProcedure, protectedProcedure, router } from "../procedures";
import { cancelOrder, findOrder, listOrders, placeOrder } from "../services/order";

const ownOrder = ownedProcedure("order", findOrder);

export const orderRouter = router({
  list: protectedProcedure
    .meta({ scope: "orders:read" })
    .input(ListOrders)
    .output(OrderPage)
    .query(({ ctx, input }) => listOrders(ctx.principal.userId, input)),

  place: protectedProcedure
    .meta({ scope: "orders:write" })
    .input(PlaceOrder)
    .output(Order)
    .mutation(({ ctx, input }) => placeOrder(ctx.principal.userId, input)),

  byId: ownOrder
    .meta({ scope: "orders:read" })
    .output(Order)
    .query(({ ctx }) => ctx.order),

  cancel: ownOrder
    .meta({ scope: "orders:write" })
    .input(CancelOrder)
    .output(Order)
    .mutation(({ ctx, input }) => cancelOrder(ctx.principal.userId, ctx.order.id, input.reason)),
});
