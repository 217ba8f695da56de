import "server-only";
import { router } from "@/server/core/procedures";
import { accountRouter } from "./account";
import { adminRouter } from "./admin";
import { changeRouter } from "./change";
import { orderRouter } from "./order";
import { productRouter } from "./product";
import { questionRouter } from "./question";
import { sessionRouter } from "./session";
import { tokenRouter } from "./token";

/** The API: one router per resource. */
export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  change: changeRouter,
  order: orderRouter,
  product: productRouter,
  question: questionRouter,
  session: sessionRouter,
  token: tokenRouter,
});

export type AppRouter = typeof appRouter;
