import type { Principal } from "@/server/auth/principal";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { callerOf } from "../setup/factories";

/** What administrators have done to a row, newest first, as one of them sees it. */
export async function readActs(admin: Principal, targetId: string) {
  await flushSecurityEvents();
  const { items } = await callerOf(admin).admin.security.list({ limit: 100, category: "act" });
  return items.filter((it) => it.targetId === targetId);
}
