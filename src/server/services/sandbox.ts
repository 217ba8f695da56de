import "server-only";
import { DAY_MS } from "@/domain/date";
import { PROOF_MINUTES } from "@/domain/factor";
import { SANDBOX_MINUTES } from "@/domain/sandbox";
import type { Sandbox } from "@/domain/sandbox.schema";
import { ACCESS_TOKEN_SECONDS, readAccessToken, signAccessToken } from "@/server/auth/access-token";
import { hashPassword } from "@/server/auth/password";
import { db, transact } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { createReadableId } from "@/server/platform/readable-id";
import type { VerifiedUser } from "./challenge";
import { deleteExpiredSandboxes } from "./sandbox-deletion";
import { createOrders, draftOrders, historyOf, takeLines } from "./sandbox-orders";
import { type SignInOrigin, startLogin } from "./session";

const makeUser = async (name: string, password: string) => ({
  id: createReadableId(),
  name,
  email: `${createReadableId()}@sandbox.invalid`,
  emailVerifiedAt: new Date(),
  passwordHash: await hashPassword(password),
  accessVersion: 0,
});

/** The row of a caller's own sandbox, or null. */
export const findSandbox = (sandboxId: string, userId: string) =>
  db.sandboxUser.findUnique({ where: { userId, sandboxId }, select: { sandboxId: true } });

/**
 * Opens a sandbox: a temporary account with orders and a login, and a stranger's account with an order, whose password nobody
 * has. Expired sandboxes are deleted first.
 * @throws CONFLICT (OUT_OF_STOCK) if every product is sold out, SERVICE_UNAVAILABLE as hashPassword
 */
export async function openSandbox(origin: SignInOrigin): Promise<Sandbox> {
  await deleteExpiredSandboxes().catch((error: unknown) =>
    log.error({ event: "sandbox.expired", err: error }, "expired sandboxes are deleted later"),
  );
  const now = Date.now();
  const [id, password] = [createReadableId(), createReadableId()];
  const [reader, stranger] = await Promise.all([
    makeUser("Sandbox reader", password),
    makeUser("Sandbox stranger", crypto.randomUUID()),
  ]);
  const orders = {
    orderId: createReadableId(),
    shippedOrderId: createReadableId(),
    strangersOrderId: createReadableId(),
  };
  const expiresAt = new Date(now + SANDBOX_MINUTES * 60_000);

  const product = await transact(async (tx) => {
    const drafts = draftOrders({ ...orders, readerId: reader.id, strangerId: stranger.id });
    const { product, lines } = await takeLines(tx, drafts);
    const users = [reader, stranger].map((user) => ({ ...user, events: historyOf(user.id, drafts, now) }));
    const createdAt = new Date(now - 7 * DAY_MS);
    await tx.user.createMany({
      data: users.map(({ events, ...user }) => ({ ...user, createdAt, changeSeq: events.length })),
    });
    await tx.sandboxUser.createMany({ data: users.map((user) => ({ userId: user.id, sandboxId: id, expiresAt })) });
    await createOrders(
      tx,
      drafts,
      lines,
      users.flatMap(({ events }) => events),
    );
    return product;
  });

  log.info({ event: "sandbox.opened", sandboxId: id, userId: reader.id }, "sandbox opened");
  return {
    ...{ id, email: reader.email, password, ...(await startTokens(reader, origin, expiresAt)), ...orders, expiresAt },
    ...{ productId: product.id, productName: product.name, priceCents: product.priceCents },
  };
}

/**
 * A login's access token, and one whose time has been over for as long as it lasts. The login is as good as proven until the sandbox
 * ends: no reader is asked for a proof in the middle of a chapter.
 */
async function startTokens(user: VerifiedUser, origin: SignInOrigin, endsAt: Date) {
  const { accessToken } = await startLogin(user, origin);
  const credentialId = (await readAccessToken(accessToken)) ?? "";
  const verifiedAt = new Date(endsAt.getTime() - PROOF_MINUTES * 60_000);
  await db.credential.updateMany({ where: { id: credentialId }, data: { verifiedAt } });
  const issuedAt = new Date(Date.now() - 2 * ACCESS_TOKEN_SECONDS * 1000);
  return { accessToken, expiredToken: await signAccessToken(credentialId, user.id, issuedAt) };
}
