import "server-only";
import { router } from "../procedures";
import { accountRouter } from "./account";
import { orderRouter } from "./order";
import { productRouter } from "./product";

/** The table of contents of the API. */
export const appRouter = router({ account: accountRouter, order: orderRouter, product: productRouter });

export type AppRouter = typeof appRouter;
