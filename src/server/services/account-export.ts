import "server-only";
import type { AccountExport, ExportPage, ExportSection } from "@/domain/personal-data.schema";
import { badRequest } from "@/server/core/errors";
import { personalData } from "@/server/personal-data";
import { countSecurityEvent } from "@/server/platform/security-log";
import { getAccount } from "./account";

const sections = () => Object.assign({}, ...Object.values(personalData).map((it) => it.sections ?? {}));

/** The account, and the sections to fetch with `exportSection`. @throws UNAUTHORIZED if the account was just deleted */
export async function exportAccount(userId: string): Promise<AccountExport> {
  const account = await getAccount(userId);
  countSecurityEvent({ kind: "account.exported", userId });
  return { exportedAt: new Date(), account, sections: Object.keys(sections()) };
}

/** A page of a section of the user's data. @throws BAD_REQUEST for an unknown section or an invalid cursor */
export async function exportSection(userId: string, { section, cursor }: ExportSection): Promise<ExportPage> {
  const all = sections();
  if (!Object.hasOwn(all, section)) {
    const message = `Must be one of: ${Object.keys(all).join(", ")}.`;
    throw badRequest(message, { issues: [{ path: "section", message }] });
  }
  return all[section](userId, cursor);
}
