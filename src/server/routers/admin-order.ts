import "server-only";
import { z } from "zod";
import { AdminOrder, AdminOrderPage, AdvancedOrders, AdvanceOrders, ListAllOrders } from "@/domain/admin-order.schema";
import { Id } from "@/domain/text.schema";
import { adminProcedure, router } from "@/server/core/procedures";
import { advanceOrders, getAnyOrder, listAllOrders } from "@/server/services/admin-order";

export const adminOrderRouter = router({
  list: adminProcedure
    .input(ListAllOrders)
    .output(AdminOrderPage)
    .query(({ input }) => listAllOrders(input)),

  byId: adminProcedure
    .input(z.object({ id: Id }))
    .output(AdminOrder)
    .query(({ input }) => getAnyOrder(input.id)),

  advance: adminProcedure
    .input(AdvanceOrders)
    .output(AdvancedOrders)
    .mutation(({ ctx, input }) => advanceOrders(ctx.principal.userId, input.moves)),
});
