/** Links in mails, and the address that one of them can bring back: for how long. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LinkKind } from "@/domain/account-link";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/domain/date";
import { db, transact } from "@/server/platform/db";
import { reserveAddress } from "@/server/services/account-address";
import { claimLink, createLink, findLink } from "@/server/services/account-link";
import { callerOf, makePrincipal } from "../setup/factories";

afterEach(() => {
  vi.useRealTimers();
});

const WEEK_MS = 7 * DAY_MS;

describe("a link", () => {
  it.each<[LinkKind, string, number]>([
    ["RESET_PASSWORD", "30 minutes", 30 * MINUTE_MS],
    ["VERIFY_EMAIL", "24 hours", 24 * HOUR_MS],
    ["CONFIRM_NEW_EMAIL", "24 hours", 24 * HOUR_MS],
    ["UNDO_NEW_EMAIL", "7 days", WEEK_MS],
    ["NOT_ME", "7 days", WEEK_MS],
  ])("%s is valid for %s", async (kind, _time, ms) => {
    const { userId, email } = await makePrincipal();
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now });
    const secret = (await createLink({ kind, userId, email })).split("link=")[1] ?? "";
    async function stateAt(time: number) {
      vi.setSystemTime(time);
      return (await findLink(secret, null)).state;
    }
    const claim = () => transact((tx) => claimLink(tx, secret, [kind]));
    expect(await stateAt(now + ms + 1000)).toBe("EXPIRED");
    await expect(claim()).rejects.toMatchObject({ reason: "LINK_INVALID" });
    expect(await stateAt(now + ms - 1000)).toBe("USABLE");
    await claim();
  });
});

it("a link to an address that is no longer wanted changes nothing", async () => {
  const user = await makePrincipal();
  const email = `${crypto.randomUUID()}@example.test`;
  const secret = (await createLink({ kind: "CONFIRM_NEW_EMAIL", userId: user.userId, email })).split("link=")[1] ?? "";
  const use = callerOf(user).accountLink.use({ secret });
  await expect(use).rejects.toMatchObject({ reason: "LINK_INVALID" });
  expect(await callerOf(user).account.me()).toMatchObject({ email: user.email });
});

it("an address that was given up is reserved for 7 days, as long as the link that brings it back", async () => {
  const { userId, email } = await makePrincipal();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  await transact((tx) => reserveAddress(tx, userId, email));
  const { until } = await db.formerEmail.findFirstOrThrow({ where: { userId } });
  expect(until.getTime() - Date.now()).toBe(WEEK_MS);
});
