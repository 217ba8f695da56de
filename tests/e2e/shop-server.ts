/** What the shop has beside the server under test: its example partner site, and the carrier of the demo. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startPartner } from "../../scripts/partner/serve";
import { URL_FILE } from "./files";

/** The origin of the partner site that may call the API, for partner.spec.ts. */
export const PARTNER_FILE = join(dirname(URL_FILE), "partner-origin");

/** @param apiUrl of the server under test, called for each visit @returns the origin that may call the API */
export async function startShopSites(apiUrl: () => string): Promise<string> {
  process.env.SHIPPING_URL = "demo";
  const { url } = await startPartner({ apiUrl, port: 0 });
  writeFileSync(PARTNER_FILE, url);
  return url;
}
