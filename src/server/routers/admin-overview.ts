import "server-only";
import { Overview } from "@/domain/admin-overview.schema";
import { adminProcedure } from "@/server/core/procedures";
import { getOverview } from "@/server/services/admin-overview";

export const adminOverview = adminProcedure.output(Overview).query(() => getOverview());
