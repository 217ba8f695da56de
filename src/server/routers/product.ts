import "server-only";
import { z } from "zod";
import { ListProducts, Product, ProductDetails, ProductIds, ProductPage } from "@/domain/product.schema";
import { Id } from "@/domain/text.schema";
import { publicProcedure, router } from "@/server/core/procedures";
import { getProduct, listProducts, listProductsById } from "@/server/services/product";

export const productRouter = router({
  list: publicProcedure
    .meta({
      scope: "products:read",
      limit: "browse",
      rest: {
        name: "listProducts",
        method: "GET",
        path: "/products",
        summary: "The catalog",
        etag: "content",
      },
    })
    .input(ListProducts)
    .output(ProductPage)
    .query(({ input }) => listProducts(input)),

  byId: publicProcedure
    .meta({
      scope: "products:read",
      limit: "browse",
      rest: {
        name: "getProduct",
        method: "GET",
        path: "/products/{id}",
        summary: "One product",
        etag: "content",
        errors: { 404: "Unknown product." },
      },
    })
    .input(z.object({ id: Id }))
    .output(ProductDetails)
    .query(({ input }) => getProduct(input.id)),

  byIds: publicProcedure
    .meta({ scope: "products:read", limit: "browse" })
    .input(ProductIds)
    .output(z.array(Product))
    .query(({ input }) => listProductsById(input.ids)),
});
