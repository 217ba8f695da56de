import "server-only";
import { AdminSecurityPage, CountRefusals, ListSecurityEvents, RefusalCounts } from "@/domain/admin-security.schema";
import { adminProcedure, router } from "@/server/core/procedures";
import { countRefusals, listSecurityEvents } from "@/server/services/admin-security";

export const adminSecurityRouter = router({
  list: adminProcedure
    .input(ListSecurityEvents)
    .output(AdminSecurityPage)
    .query(({ input }) => listSecurityEvents(input)),

  refusals: adminProcedure
    .input(CountRefusals)
    .output(RefusalCounts)
    .query(({ input }) => countRefusals(input.days)),
});
