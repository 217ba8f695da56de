import "server-only";
import { router } from "@/server/core/procedures";
import { adminOrderRouter } from "./admin-order";
import { adminOverview } from "./admin-overview";
import { adminProductRouter } from "./admin-product";
import { adminQuestionRouter } from "./admin-question";
import { adminSecurityRouter } from "./admin-security";
import { adminUserRouter } from "./admin-user";

/** The admin area. No procedure has a scope or a REST operation: it is for our own pages. */
export const adminRouter = router({
  order: adminOrderRouter,
  overview: adminOverview,
  product: adminProductRouter,
  question: adminQuestionRouter,
  security: adminSecurityRouter,
  user: adminUserRouter,
});
