import "server-only";
import { ActivityPage, ListActivity } from "@/domain/activity.schema";
import { protectedProcedure, router } from "@/server/core/procedures";
import { listActivity } from "@/server/services/activity";

export const activityRouter = router({
  list: protectedProcedure
    .meta({
      scope: "activity:read",
      rest: {
        name: "listActivity",
        method: "GET",
        path: "/activity",
        summary: "What happened to my account, newest first",
        description: "Sign-ins, changes and refusals of the last 180 days.",
      },
    })
    .input(ListActivity)
    .output(ActivityPage)
    .query(({ ctx, input }) => listActivity(ctx.principal.userId, input)),
});
