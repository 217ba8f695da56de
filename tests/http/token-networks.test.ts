/** The first use of a token from a network is an event for its owner, at no cost for the call. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { networkOf } from "@/server/platform/network";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { startLogin } from "@/server/services/session";
import { statementsOf } from "../api/statements";
import { ALL_SCOPES, callerOf, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { rest, signIn } from "../setup/http";

const HOME = "203.0.113.7";
const from = (address: string) => ({ "x-forwarded-for": `${address}, 127.0.0.1` });

const call = (token: string, address: string) => rest("GET /me", { token, headers: from(address) });

async function eventsOf(userId: string) {
  await flushSecurityEvents();
  return db.securityEvent.findMany({ where: { userId, kind: "token.new-network" }, orderBy: { createdAt: "asc" } });
}
const addressesOf = async (userId: string) => (await eventsOf(userId)).map(({ address }) => address);

const makeLoginAt = async (address: string) => {
  const user = await makeUser();
  return { userId: user.id, token: (await startLogin(user, { address })).accessToken };
};

describe("a network", () => {
  it.each([
    ["203.0.113.7", "203.0.113.*"],
    ["2001:db8:0:17::/64", "2001:db8:0:*"],
    ["unknown", "unknown"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("a login", () => {
  it("that is used from the network where it was made raises nothing, also with another address there", async () => {
    const { userId, token } = await makeLoginAt(HOME);
    for (const address of [HOME, "203.0.113.200"]) expect((await call(token, address)).status).toBe(200);
    expect(await addressesOf(userId)).toEqual([]);
  });

  it("that is used elsewhere is one event for each network, however soon after its last use", async () => {
    const { userId, token } = await makeLoginAt(HOME);
    for (const address of [HOME, "198.51.100.9", "198.51.100.10", "192.0.2.1", "198.51.100.9", HOME]) {
      await call(token, address);
    }
    expect(await addressesOf(userId)).toEqual(["198.51.100.9", "192.0.2.1"]);
  });

  it("that is used by 10 parallel calls from a new network is one event, counted once", async () => {
    const { userId, token } = await makeLoginAt(HOME);
    await Promise.all(Array.from({ length: 10 }, () => call(token, "198.51.100.9")));
    expect(await eventsOf(userId)).toMatchObject([{ count: 1 }]);
  });

  it("remembers 20 networks, the latest ones", async () => {
    const { userId, token } = await makeLoginAt(HOME);
    for (let network = 1; network <= 20; network++) await call(token, `198.18.${network}.1`);
    const { networks } = await db.credential.findFirstOrThrow({ where: { userId } });
    expect([networks.length, networks[0], networks.includes("203.0.113.*")]).toEqual([20, "198.18.20.*", false]);
  });
});

describe("a personal token", () => {
  it("is an event with its name at its first use, which its owner sees in the activity", async () => {
    const owner = await makePrincipal();
    await call(await makePersonalToken(owner, ...ALL_SCOPES), HOME);
    await flushSecurityEvents();
    const { items } = await callerOf(owner).activity.list({});
    expect(items[0]).toMatchObject({
      title: "Access token used from a new network",
      category: "account",
      address: HOME,
      details: { name: "Script" },
    });
  });

  it("of two that are used from one network, each is an event", async () => {
    const owner = await makePrincipal();
    const create = (name: string) => callerOf(owner).token.create({ name, scopes: [...ALL_SCOPES] });
    for (const name of ["One", "Two"]) await call((await create(name)).secret, HOME);
    expect((await eventsOf(owner.userId)).map(({ details }) => details)).toEqual([{ name: "One" }, { name: "Two" }]);
  });

  it("costs the call from a new network no statement more than any other", async () => {
    const { token } = await makeLoginAt(HOME);
    const count = async (address: string) => (await statementsOf(() => call(token, address))).length;
    const first = await count(HOME);
    expect(await count("198.51.100.9")).toBe(first);
  });
});

it("a session in a browser may move between networks", async () => {
  const { id, email } = await makeUser();
  const { cookie } = await signIn(email, PASSWORD, from(HOME));
  expect((await rest("GET /me", { headers: { ...from("198.51.100.9"), cookie } })).status).toBe(200);
  expect(await addressesOf(id)).toEqual([]);
});
