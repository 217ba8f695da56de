import "server-only";
import { AdminProduct, AdminProductPage, ListAllProducts, SaveProduct } from "@/domain/admin-product.schema";
import { adminProcedure, router } from "@/server/core/procedures";
import { listAllProducts, saveProduct } from "@/server/services/admin-product";

export const adminProductRouter = router({
  list: adminProcedure
    .input(ListAllProducts)
    .output(AdminProductPage)
    .query(({ input }) => listAllProducts(input)),

  save: adminProcedure
    .input(SaveProduct)
    .output(AdminProduct)
    .mutation(({ ctx, input }) => saveProduct(ctx.principal.userId, input)),
});
