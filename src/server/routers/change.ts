import "server-only";
import { STREAM_SCOPES } from "@/domain/change";
import { ChangeEvent, FollowChanges } from "@/domain/change.schema";
import { eventsOf } from "@/server/core/event-stream";
import { protectedProcedure, router } from "@/server/core/procedures";
import { followChanges } from "@/server/services/change";

export const changeRouter = router({
  onChange: protectedProcedure
    .meta({ scope: STREAM_SCOPES, limit: "stream" })
    .input(FollowChanges)
    .output(eventsOf(ChangeEvent))
    .subscription(({ ctx, input, signal }) => followChanges(ctx.principal, input.lastEventId, signal)),
});
