import "server-only";
import { z } from "zod";
import {
  AdminOrder,
  AdminOrderPage,
  AdminProduct,
  AdminProductPage,
  AdminUser,
  AdminUserPage,
  AdvancedOrders,
  AdvanceOrders,
  DisableUser,
  ListAllOrders,
  ListAllProducts,
  ListUsers,
  Overview,
  SaveProduct,
  SetRole,
} from "@/domain/admin.schema";
import { Id } from "@/domain/text.schema";
import { adminProcedure, router } from "@/server/core/procedures";
import { advanceOrders, getAnyOrder, listAllOrders } from "../services/admin-order";
import { getOverview } from "../services/admin-overview";
import { listAllProducts, saveProduct } from "../services/admin-product";
import { disableUser, listUsers, setRole } from "../services/admin-user";

/** The admin area. No procedure has a scope or a REST operation: it is for our own pages. */
export const adminRouter = router({
  overview: adminProcedure.output(Overview).query(() => getOverview()),

  order: router({
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
  }),

  product: router({
    list: adminProcedure
      .input(ListAllProducts)
      .output(AdminProductPage)
      .query(({ input }) => listAllProducts(input)),

    save: adminProcedure
      .input(SaveProduct)
      .output(AdminProduct)
      .mutation(({ ctx, input }) => saveProduct(ctx.principal.userId, input)),
  }),

  user: router({
    list: adminProcedure
      .input(ListUsers)
      .output(AdminUserPage)
      .query(({ input }) => listUsers(input)),

    disable: adminProcedure
      .input(DisableUser)
      .output(AdminUser)
      .mutation(({ ctx, input }) => disableUser(ctx.principal.userId, input.id, input.disabled)),

    setRole: adminProcedure
      .input(SetRole)
      .output(AdminUser)
      .mutation(({ ctx, input }) => setRole(ctx.principal.userId, input.id, input.role)),
  }),
});
