/** Many sign-ins at once: hashing is bounded, so that it cannot take the processors from all other calls. */
import { verify } from "@node-rs/argon2";
import { expect, it, vi } from "vitest";
import { HASHES_AT_ONCE, MAX_WAITING } from "@/server/auth/password";
import { unavailable } from "@/server/core/errors";
import { LIMITS } from "@/server/platform/rate-limit";
import { makeAccessToken, makePrincipal, makeUser } from "../setup/factories";
import { rest } from "../setup/http";
import { PATIENCE } from "../setup/scripts";

vi.mock("@node-rs/argon2", { spy: true });

let client = 0;
/** A sign-in with a wrong password, each from another address. */
const login = (email: string, address = `192.0.2.${++client}`) =>
  rest("POST /login", {
    json: { email, password: "not the password" },
    headers: { "x-forwarded-for": `${address}, 127.0.0.1` },
  });

it("a core each, a short queue, then 503 with Retry-After; other calls are answered meanwhile", async () => {
  const token = await makeAccessToken(await makePrincipal());
  let release = (_matches: boolean) => {};
  const released = new Promise<boolean>((resolve) => {
    release = resolve;
  });
  vi.mocked(verify).mockReset().mockReturnValue(released);

  const fitting = HASHES_AT_ONCE + MAX_WAITING;
  const attempts = Array.from({ length: fitting + 5 }, (_, index) => login(`rush-${index}@example.test`));
  const statuses: number[] = [];
  for (const attempt of attempts) attempt.then(({ status }) => statuses.push(status));
  await vi.waitFor(() => expect(statuses).toEqual(Array(5).fill(503)), { timeout: 120_000 });
  await vi.waitFor(() => expect(vi.mocked(verify)).toHaveBeenCalledTimes(HASHES_AT_ONCE), PATIENCE);
  expect((await rest("GET /me", { token })).status).toBe(200);

  release(false);
  const responses = await Promise.all(attempts);
  expect(responses.filter(({ status }) => status === 401)).toHaveLength(fitting);
  const refused = responses.find(({ status }) => status === 503);
  expect(refused?.headers.get("retry-after")).toBe("5");
  vi.mocked(verify).mockRestore();
});

it("an attempt over the limit of attempts is refused before its password is hashed", async () => {
  const { email } = await makeUser();
  for (let time = 0; time < LIMITS["sign-in-account"].calls; time++) await login(email, "192.0.2.250");
  vi.mocked(verify).mockClear();
  expect((await login(email, "192.0.2.250")).status).toBe(429);
  expect(vi.mocked(verify)).not.toHaveBeenCalled();
});

it("attempts answered with 503 are not counted", async () => {
  const { email } = await makeUser();
  const attempt = async () => (await login(email, "192.0.2.251")).status;
  vi.mocked(verify).mockRejectedValue(unavailable("Try again shortly."));
  for (let time = 0; time <= LIMITS["sign-in-account"].calls; time++) expect(await attempt()).toBe(503);
  vi.mocked(verify).mockRestore();
  expect(await attempt()).toBe(401);
});
