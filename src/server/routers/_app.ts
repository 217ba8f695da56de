import "server-only";
import { router } from "@/server/core/procedures";
import { accountRouter } from "./account";
import { accountLinkRouter } from "./account-link";
import { activityRouter } from "./activity";
import { adminRouter } from "./admin";
import { changeRouter } from "./change";
import { factorRouter } from "./factor";
import { mailboxRouter } from "./mailbox";
import { orderRouter } from "./order";
import { productRouter } from "./product";
import { progressRouter } from "./progress";
import { proofRouter } from "./proof";
import { questionRouter } from "./question";
import { sandboxRouter } from "./sandbox";
import { sessionRouter } from "./session";
import { shippingRouter } from "./shipping";
import { tokenRouter } from "./token";

/** The API: one router per resource. */
export const appRouter = router({
  account: accountRouter,
  activity: activityRouter,
  accountLink: accountLinkRouter,
  admin: adminRouter,
  change: changeRouter,
  factor: factorRouter,
  mailbox: mailboxRouter,
  order: orderRouter,
  product: productRouter,
  progress: progressRouter,
  proof: proofRouter,
  question: questionRouter,
  sandbox: sandboxRouter,
  session: sessionRouter,
  shipping: shippingRouter,
  token: tokenRouter,
});

export type AppRouter = typeof appRouter;
