/** Security events: what is recorded in the transaction of a change, and what is counted in the background. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { HOUR_MS, MINUTE_MS } from "@/domain/date";
import { SECURITY_EVENT_DAYS, type SecurityEventKind } from "@/domain/security-event";
import type { Principal } from "@/server/auth/principal";
import { db, transact } from "@/server/platform/db";
import { runWithRequestId } from "@/server/platform/request-id";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { hashEmail, logRefusal, recordSecurityEvents } from "@/server/platform/security-log";
import { createAdmin } from "@/server/services/account";
import { deleteOldSecurityEvents } from "@/server/services/security-event-retention";
import { logged } from "../setup/database";
import {
  ALL_SCOPES,
  callerOf,
  makeLogin,
  makePersonalToken,
  makePrincipal,
  makeSession,
  makeUser,
  PASSWORD,
} from "../setup/factories";
import { address, anyAddress, query, rest, signIn, signOut } from "../setup/http";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async function eventsOf(where: { userId?: string; address?: string; kind?: SecurityEventKind; emailHash?: string }) {
  await flushSecurityEvents();
  return db.securityEvent.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
}
const kindsOf = async ({ userId }: Principal) => (await eventsOf({ userId })).map(({ kind }) => kind);
/** As a request from an address, or without one. */
const from = (client: string | undefined, work: () => void, userAgent?: string) =>
  client ? runWithRequestId({ id: "a-request", address: client, userAgent }, work) : work();
const login = (email: string, password: string) => rest("POST /login", { json: { email, password } });

/** Today, because old events are deleted by the clock of the database. */
const at = (hours: number, minutes: number) => new Date(new Date().setUTCHours(hours, minutes, 0, 0));

/** The hour before this one: what is counted at the end of an hour and afterwards is two events. */
const stayWithinOneHour = () =>
  void vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 55 * MINUTE_MS });

/** As in another process, which has counted nothing yet. */
function forgetBuckets() {
  const shared = globalThis as { [key: symbol]: Map<string, unknown> | undefined };
  shared[Symbol.for("roundtrip.process")]?.delete("security-buckets");
}

beforeEach(async () => {
  await flushSecurityEvents();
  forgetBuckets();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a change records its event", () => {
  const changes: Record<string, (user: Principal) => Promise<unknown>> = {
    "account.deleted": (user) => callerOf(user).account.delete({ confirm: DELETION_WORDS, keepTexts: false }),
    "account.disabled": async (user) =>
      callerOf(await makePrincipal({ role: "ADMIN" })).admin.user.disable({ id: user.userId, disabled: true }),
    "account.enabled": async (user) => {
      await db.user.update({ where: { id: user.userId }, data: { disabledAt: new Date() } });
      await callerOf(await makePrincipal({ role: "ADMIN" })).admin.user.disable({ id: user.userId, disabled: false });
    },
    "account.exported": (user) => callerOf(user).account.export(),
    "password.changed": (user) => callerOf(user).account.changePassword({ newPassword: "another password" }),
    "refresh.reused": async (user) => {
      const { refreshToken } = await makeLogin(user);
      await rest("POST /token/refresh", { json: { refreshToken } });
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11_000 });
      await rest("POST /token/refresh", { json: { refreshToken } });
      await rest("POST /token/refresh", { json: { refreshToken } });
    },
    "role.changed": async (user) =>
      callerOf(await makePrincipal({ role: "ADMIN" })).admin.user.setRole({ id: user.userId, role: "ADMIN" }),
    "session.revoked": async (user) => {
      await makeSession(user);
      await callerOf(user).session.revokeOthers({});
    },
    "sign-in": (user) => signIn(user.email, PASSWORD),
    "sign-out": async (user) => signOut((await signIn(user.email, PASSWORD)).cookie ?? ""),
    "token.created": (user) => makePersonalToken(user, ALL_SCOPES[0]),
    "token.revoked": async (user) => {
      const { items } = await makePersonalToken(user, ALL_SCOPES[0]).then(() => callerOf(user).token.list());
      await callerOf(user).token.revoke({ id: items[0]?.id ?? "" });
    },
  };

  it("account.created: by a form, and by an administrator's command", async () => {
    for (const create of [callerOf(null).account.signUp, createAdmin]) {
      const email = `new-${crypto.randomUUID()}@example.test`;
      await create({ email, name: "Robin", password: PASSWORD });
      const { id: userId } = await db.user.findUniqueOrThrow({ where: { email } });
      expect((await eventsOf({ userId })).map(({ kind }) => kind)).toEqual(["account.created"]);
    }
  });

  it.each(Object.keys(changes))("%s", async (kind) => {
    const user = await makePrincipal();
    await db.securityEvent.deleteMany({ where: { userId: user.userId } });
    await changes[kind]?.(user);
    expect((await kindsOf(user)).filter((it) => it === kind)).toHaveLength(1);
  });

  it("with the client's address, device and request id, and never a secret", async () => {
    const { id, email } = await makeUser();
    const { response } = await signIn(email, PASSWORD, { "user-agent": FIREFOX });
    expect(await eventsOf({ userId: id })).toMatchObject([
      {
        kind: "sign-in",
        address,
        device: "Firefox on Linux",
        requestId: response.headers.get("x-request-id"),
        count: 1,
      },
    ]);
    const all = JSON.stringify(await eventsOf({}));
    for (const secret of [PASSWORD, email, "rtp_", "rtf_", "rtr_", "eyJ"]) expect(all).not.toContain(secret);
  });

  it("and a change that is rolled back leaves neither an event nor a line", async () => {
    const { userId } = await makePrincipal();
    await db.securityEvent.deleteMany({ where: { userId } });
    logged.length = 0;
    const failed = transact(async (tx) => {
      await recordSecurityEvents(tx, { kind: "password.changed", userId });
      throw new Error("rolled back");
    });
    await expect(failed).rejects.toThrow("rolled back");
    expect(await eventsOf({ userId })).toEqual([]);
    expect(logged).toEqual([]);
  });
});

describe("a flood", () => {
  beforeEach(stayWithinOneHour);

  it("of 10,000 refusals from one address is one event with its count", async () => {
    for (let time = 0; time < 10_000; time++) from(address, () => logRefusal("token.refused", { why: "malformed" }));
    expect(await eventsOf({ address })).toMatchObject([
      { kind: "token.refused", count: 10_000, details: { why: "malformed" } },
    ]);
  });

  it("goes on in the same event while the hour lasts, and in another one in the next hour", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: at(14, 5) });
    const refuse = () => from(address, () => logRefusal("token.refused", { why: "malformed" }));
    refuse();
    await flushSecurityEvents();
    vi.setSystemTime(at(14, 59));
    refuse();
    await flushSecurityEvents();
    vi.setSystemTime(at(15, 0));
    refuse();
    expect(await eventsOf({ address })).toMatchObject([
      { count: 2, createdAt: at(14, 5), lastAt: at(14, 59) },
      { count: 1, createdAt: at(15, 0) },
    ]);
  });

  it("from 5,000 addresses is at most 1,001 events, and none of them is lost", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: at(16, 5) });
    for (let client = 0; client < 5000; client++) {
      from(`10.99.${client >> 8}.${client & 255}`, () =>
        logRefusal("cors.refused", { origin: `https://${client}.test` }),
      );
    }
    const events = (await eventsOf({ kind: "cors.refused" })).filter(({ createdAt }) => +createdAt === Date.now());
    expect(events.length).toBeLessThanOrEqual(1001);
    expect(events.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
    expect(events.find(({ count }) => count > 1)).toMatchObject({ address: null, count: 4000 });
  });

  it("of failed sign-ins from one address hides no event of a user at that address", async () => {
    const { userId } = await makePrincipal();
    const client = anyAddress();
    for (let index = 0; index < 40; index++) {
      from(client, () => logRefusal("sign-in.refused", { email: `flood-${index}@example.test` }));
    }
    from(client, () => logRefusal("password.refused", { userId }));
    expect(await eventsOf({ userId, kind: "password.refused" })).toHaveLength(1);
  });

  it("from 5,000 addresses leaves room for the events of known users", async () => {
    const { userId } = await makePrincipal();
    for (let client = 0; client < 5000; client++) {
      from(`10.98.${client >> 8}.${client & 255}`, () => logRefusal("cors.refused", {}));
    }
    from(address, () => logRefusal("password.refused", { userId }));
    expect(await eventsOf({ userId, kind: "password.refused" })).toMatchObject([{ address, count: 1 }]);
  });

  it("on 1,000 accounts from one address is at most 31 events", async () => {
    for (let time = 0; time < 1000; time++) {
      from(address, () => logRefusal("sign-in.refused", { email: `nobody-${time}@example.test` }));
    }
    const events = await eventsOf({ address, kind: "sign-in.refused" });
    expect(events).toHaveLength(31);
    expect(events.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
  });
});

describe("an email", () => {
  it("that has an account becomes its user, whose events include the attempts of strangers", async () => {
    const { id, email } = await makeUser();
    await login(email.toUpperCase(), "not the password");
    await callerOf(null)
      .account.signUp({ email, name: "Robin", password: PASSWORD })
      .catch(() => {});
    expect((await eventsOf({ userId: id })).map(({ kind }) => kind).sort()).toEqual([
      "sign-in.refused",
      "sign-up.refused",
    ]);
  });

  it("that has none is kept as a keyed hash only", async () => {
    const email = "nobody.at.all@example.test";
    await login(email, "not the password");
    const events = await eventsOf({ emailHash: hashEmail(email) });
    expect(events).toMatchObject([{ userId: null, address }]);
    expect(JSON.stringify(events)).not.toContain("nobody");
  });
});

describe("hostile text", () => {
  const HOSTILE = `\u202egnp.exe\u0000\r\n{"event":"sign-in"}\ud800${"x".repeat(70_000)}`;

  it.each<[string, (text: string) => void]>([
    ["an email", (email) => logRefusal("sign-in.refused", { email })],
    ["a user agent", (userAgent) => from(address, () => logRefusal("token.refused", {}), userAgent)],
    ["an address and a request id", (text) => from(text, () => logRefusal("token.refused", {}))],
    ["details", (text) => logRefusal("cors.refused", { origin: text, [text]: text })],
  ])("in %s is bounded and cleaned, and forges no line", async (_where, refuse) => {
    await db.securityEvent.deleteMany();
    logged.length = 0;
    from(address, () => refuse(HOSTILE));
    const [event, ...others] = await eventsOf({});
    expect(others).toEqual([]);
    const text = JSON.stringify(event);
    expect(text.length).toBeLessThan(2500);
    expect(text).not.toMatch(/\\u0000|\\ud800|\\r|\\n|[\u202a-\u202e]/i);
    expect(logged).toHaveLength(1);
    expect(logged[0]?.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("writing", () => {
  beforeEach(stayWithinOneHour);
  const elsewhere = () => anyAddress();

  it("adds to the same event from two processes", async () => {
    const client = elsewhere();
    from(client, () => logRefusal("token.refused", { why: "malformed" }));
    await flushSecurityEvents();
    forgetBuckets();
    from(client, () => logRefusal("token.refused", { why: "malformed" }));
    expect(await eventsOf({ address: client })).toMatchObject([{ count: 2 }]);
  });

  it("happens by itself, in the background", async () => {
    const client = elsewhere();
    from(client, () => logRefusal("token.refused", {}));
    const written = () => db.securityEvent.count({ where: { address: client } });
    await vi.waitFor(async () => expect(await written()).toBe(1), { timeout: 60_000 });
  });

  it("that fails keeps what is counted, logs it once, and is made up for later", async () => {
    const client = elsewhere();
    await db.$executeRaw`ALTER TABLE security_events RENAME TO gone`;
    for (let time = 0; time < 2; time++) {
      from(client, () => logRefusal("token.refused", {}));
      await flushSecurityEvents();
    }
    await db.$executeRaw`ALTER TABLE gone RENAME TO security_events`;
    expect(await eventsOf({ address: client })).toMatchObject([{ count: 2 }]);
    const lines = logged.map((line) => JSON.parse(line)).filter(({ event }) => event === "security-events");
    expect(lines.map(({ level }) => level)).toEqual([50, 30]);
  });

  it("of a user whose account was deleted meanwhile leaves an event of nobody", async () => {
    const user = await makePrincipal();
    const client = elsewhere();
    from(client, () => logRefusal("ownership.miss", { userId: user.userId }));
    await callerOf(user).account.delete({ confirm: DELETION_WORDS, keepTexts: false });
    expect(await eventsOf({ address: client })).toMatchObject([{ userId: null }]);
  });

  it("costs a refused call no statement of its own", async () => {
    const { statementsOf } = await import("../api/statements");
    const sent = await statementsOf(() => query("account.me", undefined, { headers: { authorization: "Bearer ?" } }));
    expect(sent.filter((text) => text.includes("security_events"))).toEqual([]);
  });
});

describe("retention", () => {
  const makeEvents = (count: number, age: number) =>
    db.securityEvent.createMany({
      data: Array.from({ length: count }, () => ({
        id: crypto.randomUUID(),
        ...{ kind: "token.refused", category: "refusal", requestId: "retention" },
        createdAt: new Date(Date.now() - age * 86_400_000),
      })),
    });

  it("deletes events after 180 days, in batches of 1,000, and keeps later ones", async () => {
    await db.securityEvent.deleteMany();
    await makeEvents(1200, 181);
    await makeEvents(1, 179);
    expect([await deleteOldSecurityEvents(), await deleteOldSecurityEvents(), await deleteOldSecurityEvents()]).toEqual(
      [1000, 200, 0],
    );
    expect(await db.securityEvent.count({ where: { requestId: "retention" } })).toBe(1);
  });

  it("happens every 10 minutes, at a sign-in", async () => {
    const user = await makePrincipal();
    await makeEvents(1, SECURITY_EVENT_DAYS + 1);
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + 11 * 60_000);
    await makeSession(user);
    vi.mocked(Date.now).mockRestore();
    const old = { createdAt: { lt: new Date(now - SECURITY_EVENT_DAYS * 86_400_000) } };
    await vi.waitFor(async () => expect(await db.securityEvent.count({ where: old })).toBe(0), { timeout: 60_000 });
  });
});
