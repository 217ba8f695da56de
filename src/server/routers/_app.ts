import "server-only";
import { router } from "@/server/core/procedures";
import { accountRouter } from "./account";
import { adminRouter } from "./admin";
import { orderRouter } from "./order";
import { productRouter } from "./product";
import { sessionRouter } from "./session";
import { tokenRouter } from "./token";

/** The table of contents of the API. */
export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  order: orderRouter,
  product: productRouter,
  session: sessionRouter,
  token: tokenRouter,
});

export type AppRouter = typeof appRouter;
