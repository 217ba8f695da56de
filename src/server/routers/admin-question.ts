import "server-only";
import { AdminPost, AdminPostPage, HidePost, ListPosts } from "@/domain/admin-question.schema";
import { PostRef } from "@/domain/question.schema";
import { adminProcedure, router } from "@/server/core/procedures";
import { hidePost, listPosts, restorePost } from "@/server/services/question-moderation";

export const adminQuestionRouter = router({
  list: adminProcedure
    .input(ListPosts)
    .output(AdminPostPage)
    .query(({ input }) => listPosts(input)),

  hide: adminProcedure
    .input(HidePost)
    .output(AdminPost)
    .mutation(({ ctx, input }) => hidePost(ctx.principal, input)),

  restore: adminProcedure
    .input(PostRef)
    .output(AdminPost)
    .mutation(({ ctx, input }) => restorePost(ctx.principal, input)),
});
