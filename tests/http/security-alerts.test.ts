/** Alerts (domain/security-alert.ts): patterns in what was refused, and sign-ins from nowhere known. Time is moved, not waited for. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ALERT_WINDOW_MS, THRESHOLDS } from "@/domain/security-alert";
import type { AlertKind } from "@/domain/security-event";
import { db } from "@/server/platform/db";
import { runWithRequestId } from "@/server/platform/request-id";
import { raiseAlerts } from "@/server/platform/security-alerts";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { hashEmail, logRefusal } from "@/server/platform/security-log";
import { createLink } from "@/server/services/account-link";
import { startLogin, startSession } from "@/server/services/session";
import { logged } from "../setup/database";
import { callerOf, makeLogin, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { anyAddress, rest, submitSignIn } from "../setup/http";
import { linkIn, mailsTo, turnMailsOn } from "../setup/mail";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
/** Today: old events are deleted by the clock of the database. */
const START = new Date().setUTCHours(14, 5, 0, 0);

const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeEach(async () => {
  await flushSecurityEvents();
  await db.securityEvent.deleteMany();
  vi.useFakeTimers({ toFake: ["Date"], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

const principalOf = async ({ id: userId, ...user }: Awaited<ReturnType<typeof makeUser>>) => ({
  ...(await makePrincipal()),
  ...{ userId, email: user.email },
});

const alertsOf = async (kind: AlertKind) => {
  await flushSecurityEvents();
  expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  return db.securityEvent.findMany({ where: { kind }, orderBy: { createdAt: "asc" } });
};
const linesOf = (kind: AlertKind) => logged.map((line) => JSON.parse(line)).filter(({ event }) => event === kind);
const times = (count: number, work: (index: number) => void) =>
  Array.from({ length: count }, (_, index) => work(index));
const refuse = (address: string, email: string) =>
  runWithRequestId({ id: "a-request", address }, () => logRefusal("sign-in.refused", { why: "wrong password", email }));

describe("alert.failed-sign-ins", () => {
  const KIND = "alert.failed-sign-ins";
  const MANY = THRESHOLDS[KIND];

  it("is raised at the threshold, with a line of level warn, whatever the addresses", async () => {
    const { id, email } = await makeUser();
    times(MANY - 1, () => refuse(anyAddress(), email));
    expect(await alertsOf(KIND)).toEqual([]);
    refuse(anyAddress(), email);
    expect(await alertsOf(KIND)).toMatchObject([{ userId: id, address: null, category: "alert", count: MANY }]);
    expect(linesOf(KIND)).toMatchObject([{ level: 40, userId: id, count: MANY }]);
  });

  it("is raised for an email without an account as well, by its hash", async () => {
    times(MANY, () => refuse(anyAddress(), "nobody@example.test"));
    expect(await alertsOf(KIND)).toMatchObject([{ userId: null, emailHash: hashEmail("nobody@example.test") }]);
  });

  it("is not raised for as many failures of different accounts", async () => {
    times(MANY, (index) => refuse(anyAddress(), `nobody-${index}@example.test`));
    expect(await alertsOf(KIND)).toEqual([]);
  });

  it("is raised once an hour while the attack goes on, also beyond the full hour", async () => {
    const { email } = await makeUser();
    const attack = () => times(MANY, () => refuse(anyAddress(), email));
    for (const minutes of [0, 50, 9]) {
      sleep(minutes * 60_000); // 14:05, 14:55, 15:04
      attack();
      expect(await alertsOf(KIND)).toHaveLength(1);
    }
    sleep(2 * 60_000);
    attack();
    expect(await alertsOf(KIND)).toHaveLength(2);
    expect(linesOf(KIND)).toHaveLength(2);
  });

  it("is not raised by failures that are older than the window", async () => {
    const { email } = await makeUser();
    times(MANY - 1, () => refuse(anyAddress(), email));
    await flushSecurityEvents();
    sleep(ALERT_WINDOW_MS + 1);
    refuse(anyAddress(), email);
    expect(await alertsOf(KIND)).toEqual([]);
  });

  it("is raised once by processes that look at the same time", async () => {
    const { email } = await makeUser();
    times(MANY, () => refuse(anyAddress(), email));
    await flushSecurityEvents();
    await db.securityEvent.deleteMany({ where: { kind: KIND } });
    await Promise.all(times(8, () => raiseAlerts(new Date())));
    expect(await alertsOf(KIND)).toHaveLength(1);
  });
});

describe("alert.many-accounts", () => {
  const KIND = "alert.many-accounts";
  const MANY = THRESHOLDS[KIND];

  it("is raised when one address fails at as many accounts as the threshold", async () => {
    const [attacker, other] = [anyAddress(), anyAddress()];
    times(MANY - 1, (index) => times(3, () => refuse(attacker, `victim-${index}@example.test`)));
    refuse(other, "victim-x@example.test");
    expect(await alertsOf(KIND)).toEqual([]);
    refuse(attacker, "victim-y@example.test");
    expect(await alertsOf(KIND)).toMatchObject([{ address: attacker, userId: null, count: MANY }]);
  });
});

describe("alert.foreign-data", () => {
  const KIND = "alert.foreign-data";
  const MANY = THRESHOLDS[KIND];

  it("is raised when one user asks that often for rows of others", async () => {
    const [one, two] = [await makePrincipal(), await makePrincipal()];
    const miss = ({ userId }: { userId: string }) => logRefusal("ownership.miss", { userId, what: "thing", id: "x" });
    times(MANY - 1, () => miss(one));
    times(MANY - 1, () => miss(two));
    expect(await alertsOf(KIND)).toEqual([]);
    miss(one);
    expect(await alertsOf(KIND)).toMatchObject([{ userId: one.userId, count: MANY }]);
  });
});

describe("alert.token-theft", () => {
  it("is raised once when a refresh token is used again, and the login has ended", async () => {
    const user = await makePrincipal();
    const { refreshToken } = await makeLogin(user);
    await rest("POST /token/refresh", { json: { refreshToken } });
    sleep(11_000);
    const replay = () => rest("POST /token/refresh", { json: { refreshToken } });
    expect((await Promise.all([replay(), replay()])).map(({ status }) => status)).toEqual([401, 401]);
    expect(await alertsOf("alert.token-theft")).toMatchObject([{ userId: user.userId, requestId: expect.any(String) }]);
    expect(await db.credential.count({ where: { userId: user.userId, kind: "LOGIN", revokedAt: null } })).toBe(0);
  });
});

describe("alert.new-device", () => {
  const HOME = { address: "203.0.113.7", userAgent: FIREFOX, browserSecret: "of the browser at home" };
  const KIND = "alert.new-device";
  const ELSEWHERE = { address: "198.51.100.9", userAgent: FIREFOX };

  it.each([
    ["the same network and browser", HOME, 0],
    ["another address of the same network, in a new browser", { address: "203.0.113.99", userAgent: CHROME }, 0],
    ["a known network, in a new browser", { ...HOME, browserSecret: "of another browser" }, 0],
    ["a new network, in a known browser", { ...ELSEWHERE, browserSecret: HOME.browserSecret }, 0],
    ["a new network, in another browser of the same name", { ...ELSEWHERE, browserSecret: "of an intruder" }, 1],
    ["a new network, in a browser without the cookie", ELSEWHERE, 1],
    ["a new network without a user agent", { address: "198.51.100.9" }, 1],
  ])("a sign-in from %s: %o, %i alerts", async (_name, origin, count) => {
    const user = await makeUser();
    await startSession(user, HOME);
    expect(await alertsOf(KIND)).toEqual([]);
    await startLogin(user, origin);
    const { address } = origin;
    expect(await alertsOf(KIND)).toMatchObject(Array.from({ length: count }, () => ({ userId: user.id, address })));
  });

  it("is raised once an hour, and never for what another user has used", async () => {
    const [user, other] = [await makeUser(), await makeUser()];
    await startSession(user, HOME);
    await startSession(other, { address: "198.51.100.9", userAgent: CHROME });
    await startSession(user, { address: "198.51.100.9", userAgent: CHROME });
    await startSession(user, { address: "192.0.2.10", userAgent: "curl/8" });
    expect(await alertsOf(KIND)).toHaveLength(1);
    sleep(ALERT_WINDOW_MS + 1);
    await startSession(user, { address: "198.18.0.11", userAgent: "wget/1" });
    expect(await alertsOf(KIND)).toHaveLength(2);
  });

  it("is raised for a browser that another account has used: a cookie is known for its own account only", async () => {
    const [user, other] = [await makeUser(), await makeUser()];
    const shared = { ...ELSEWHERE, browserSecret: "of a shared browser" };
    await startSession(other, shared);
    await startSession(user, HOME);
    await startSession(user, shared);
    expect(await alertsOf(KIND)).toHaveLength(1);
    const rows = await db.credential.findMany({ where: { userId: { in: [user.id, other.id] } } });
    expect(new Set(rows.map(({ browserHash }) => browserHash)).size).toBe(3);
    expect(JSON.stringify(rows)).not.toContain("shared");
  });

  it("is raised by an account whose last sign-in is so old that its event was deleted", async () => {
    const user = await makeUser();
    await startSession(user, HOME);
    await db.securityEvent.deleteMany({ where: { userId: user.id } });
    await startSession(user, ELSEWHERE);
    expect(await alertsOf(KIND)).toHaveLength(1);
  });

  it("knows a browser 200 days later, and nothing of what came before all access was ended", async () => {
    vi.useRealTimers();
    const user = await makeUser();
    await startSession(user, HOME);
    await db.credential.updateMany({
      where: { userId: user.id },
      data: { createdAt: new Date(Date.now() - 200 * 86_400_000) },
    });
    await startSession(user, { ...ELSEWHERE, browserSecret: HOME.browserSecret });
    expect(await alertsOf(KIND)).toEqual([]);

    const intruder = { address: "192.0.2.99", userAgent: FIREFOX, browserSecret: "of an intruder" };
    await startSession(user, intruder);
    expect(await alertsOf(KIND)).toHaveLength(1);
    await db.securityEvent.deleteMany({ where: { kind: KIND } });
    const secret = (await createLink({ kind: "NOT_ME", userId: user.id, email: user.email })).split("link=")[1] ?? "";
    await callerOf(null).accountLink.use({ secret });
    const owner = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    await startSession(owner, intruder); // the first since then
    expect(await alertsOf(KIND)).toHaveLength(1);
    await db.securityEvent.deleteMany({ where: { kind: KIND } });
    await startSession(owner, HOME);
    expect(await alertsOf(KIND)).toHaveLength(1);
  });

  it("is not raised in a browser whose cookie the sign-in page has set", async () => {
    const { email } = await makeUser();
    const from = (address: string) => ({ "x-forwarded-for": `${address}, 127.0.0.1`, "user-agent": FIREFOX });
    const first = await submitSignIn({ email, password: PASSWORD }, from(HOME.address));
    const line = first.response.headers.getSetCookie().find((it) => it.includes("roundtrip.browser"));
    expect(line).toMatch(/^roundtrip\.browser-\w{8}=rtb_\w+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = first.cookieOf("browser");
    const again = await submitSignIn({ email, password: PASSWORD }, from("198.51.100.9"), cookie);
    expect(again.cookieOf("browser")).toBe(cookie);
    expect(await alertsOf(KIND)).toEqual([]);
    await submitSignIn({ email, password: PASSWORD }, from("192.0.2.77"), cookie?.replace("rtb_", "rtb_x"));
    expect(await alertsOf(KIND)).toHaveLength(1);
  });
});

describe("the mail to the owner", () => {
  const HOME = { address: "203.0.113.7", userAgent: FIREFOX };
  const ELSEWHERE = { address: "198.51.100.9", userAgent: CHROME };

  it("reports a sign-in from a new place; its link ends sessions, logins, tokens and the password", async () => {
    turnMailsOn();
    const user = await makeUser();
    await startSession(user, HOME);
    expect(await mailsTo(user.email)).toEqual([]);
    const credentialId = await startSession(user, ELSEWHERE);
    await startLogin(user, ELSEWHERE);
    await makePersonalToken({ ...(await principalOf(user)), credentialId });
    expect(await mailsTo(user.email)).toEqual(["new-sign-in", "access-changed"]);
    await callerOf(null).accountLink.use({ secret: await linkIn(user.email) });
    expect(await db.credential.count({ where: { userId: user.id, revokedAt: null } })).toBe(0);
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).passwordHash).toBeNull();
    expect(await mailsTo(user.email)).toEqual(["new-sign-in", "access-changed", "access-ended"]);
    expect(await db.securityEvent.count({ where: { userId: user.id, kind: "account.locked-down" } })).toBe(1);
  });

  it("makes no domain of what an intruder's program calls itself", async () => {
    turnMailsOn();
    const user = await makeUser();
    await startSession(user, HOME);
    await startSession(user, { ...ELSEWHERE, userAgent: "roundtrip-help.example/1.0" });
    const { data } = await db.mail.findFirstOrThrow({ where: { userId: user.id, template: "new-sign-in" } });
    expect(data).toEqual({ device: "roundtrip help example", address: ELSEWHERE.address });
  });

  it("says that a refresh token was used again, with the same link", async () => {
    turnMailsOn();
    const user = await makePrincipal();
    const { refreshToken } = await makeLogin(user);
    await rest("POST /token/refresh", { json: { refreshToken } });
    sleep(11_000);
    await rest("POST /token/refresh", { json: { refreshToken } });
    expect(await mailsTo(user.email)).toEqual(["token-theft"]);
    await callerOf(null).accountLink.use({ secret: await linkIn(user.email) });
    expect(await db.credential.count({ where: { userId: user.userId, revokedAt: null } })).toBe(0);
  });
});
