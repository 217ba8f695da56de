import "server-only";
import { GetOverview, Overview } from "@/domain/admin-overview.schema";
import { adminProcedure } from "@/server/core/procedures";
import { getOverview } from "@/server/services/admin-overview";

export const adminOverview = adminProcedure
  .input(GetOverview)
  .output(Overview)
  .query(({ input }) => getOverview(input.days));
