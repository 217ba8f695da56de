import "server-only";
import { AdminUser, AdminUserPage, DisableUser, ListUsers, SetRole } from "@/domain/admin-user.schema";
import { adminProcedure, provenAdminProcedure, router } from "@/server/core/procedures";
import { disableUser, listUsers, setRole } from "@/server/services/admin-user";

export const adminUserRouter = router({
  list: adminProcedure
    .input(ListUsers)
    .output(AdminUserPage)
    .query(({ input }) => listUsers(input)),

  disable: provenAdminProcedure
    .input(DisableUser)
    .output(AdminUser)
    .mutation(({ ctx, input }) => disableUser(ctx.principal, input.id, input.disabled)),

  setRole: provenAdminProcedure
    .input(SetRole)
    .output(AdminUser)
    .mutation(({ ctx, input }) => setRole(ctx.principal, input.id, input.role)),
});
