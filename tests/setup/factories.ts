/** Test data. Every test makes its own; nothing is shared, so nothing has to be cleaned up. */
import type { Role } from "@/domain/account";
import type { OrderStatus } from "@/domain/order";
import type { Category } from "@/domain/product";
import type { ProductFact } from "@/domain/product.schema";
import type { AskQuestion } from "@/domain/question.schema";
import { SCOPES, type Scope } from "@/domain/token";
import type { SignInMethod } from "@/generated/prisma/client";
import { identify } from "@/server/auth/identity";
import { hashPassword } from "@/server/auth/password";
import type { Principal } from "@/server/auth/principal";
import { ResponseState } from "@/server/core/response-state";
import { createCallerFactory } from "@/server/core/trpc";
import { db } from "@/server/platform/db";
import { appRouter } from "@/server/routers/_app";
import { startLogin, startSession } from "@/server/services/session";

let count = 0;
const unique = () => `${process.pid}-${++count}`;

const ORIGIN = { address: "192.0.2.1" };

/** The scopes of the product, for tests that need one but no particular one. */
export const ALL_SCOPES = Object.keys(SCOPES) as [Scope, ...Scope[]];

export const PASSWORD = "correct horse battery";
let passwordHash: Promise<string> | undefined;

export async function makeUser(
  data: { email?: string; name?: string; role?: Role; disabledAt?: Date; emailVerifiedAt?: Date | null } = {},
) {
  passwordHash ??= hashPassword(PASSWORD);
  const email = data.email ?? `user-${unique()}@example.test`;
  return db.user.create({
    data: { name: "Test Person", emailVerifiedAt: new Date(), ...data, email, passwordHash: await passwordHash },
  });
}

type ProductData = {
  slug?: string;
  name?: string;
  priceCents?: number;
  stock?: number;
  description?: string;
  category?: Category;
  facts?: ProductFact[];
  createdAt?: Date;
};

export function makeProduct(data: ProductData = {}) {
  const slug = `product-${unique()}`;
  const rest = { slug, description: "A thing for tests.", image: "/products/none.svg", priceCents: 1000, stock: 100 };
  const category: Category = "DESK";
  return db.product.create({ data: { name: `Product ${slug}`, category, ...rest, ...data } });
}

/** A signed-in user as the context has it. */
export async function makePrincipal(data: Parameters<typeof makeUser>[0] = {}): Promise<Principal> {
  const user = await makeUser(data);
  const { id: userId, email, emailVerifiedAt, name, role, changeSeq } = user;
  const isVerified = emailVerifiedAt !== null;
  return {
    userId,
    email,
    isVerified,
    name,
    role,
    credentialId: await startSession(user, ORIGIN),
    scopes: null,
    hasFreshProof: true,
    lacksSecondFactor: role === "ADMIN",
    changeSeq,
  };
}

/** An account at a sign-in provider that enters the user's account. */
export const makeSignInMethod = ({ userId }: { userId: string }, data: Partial<SignInMethod> = {}) =>
  db.signInMethod.create({
    data: { provider: "oidc", issuer: "https://id.test", subject: crypto.randomUUID(), userId, ...data },
  });

/** The same user with another session. */
export async function makeSession(owner: Principal): Promise<Principal> {
  const user = await db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  const credentialId = await startSession({ ...user, hasSecondStep: true }, ORIGIN);
  return { ...owner, credentialId, changeSeq: user.changeSeq };
}

/** A new login of a user. */
export async function makeLogin({ userId }: Principal) {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  return startLogin({ ...user, hasSecondStep: true }, ORIGIN);
}

/** The access token of a new login of a user. */
export const makeAccessToken = async (owner: Principal) => (await makeLogin(owner)).accessToken;

/** A new personal token of a user, with its secret. It may have no scope at all, which no user can ask for. */
export async function makeToken(owner: Principal, ...scopes: Scope[]) {
  const [first = ALL_SCOPES[0], ...others] = scopes;
  const token = await callerOf(owner).token.create({ name: "Script", scopes: [first, ...others] });
  if (scopes.length === 0) await db.credential.update({ where: { id: token.id }, data: { scopes: [] } });
  return token;
}

/** The secret of a new personal token of a user. */
export const makePersonalToken = async (owner: Principal, ...scopes: Scope[]) =>
  (await makeToken(owner, ...scopes)).secret;

/** Where callers have reached the server. */
export const ORIGIN_OF_CALLERS = "http://shop.test"; // as tests/setup/http.ts

/** Calls procedures directly, as `principal` or anonymously. */
export const callerOf = (principal: Principal | null) =>
  createCallerFactory(appRouter)({
    principal,
    address: crypto.randomUUID(),
    origin: () => new URL(ORIGIN_OF_CALLERS),
    response: new ResponseState(),
  });

/** An order placed by its owner and, if asked for, with another status. */
export async function makeOrder(owner: Principal, status: OrderStatus = "PLACED", quantity = 1) {
  const product = await makeProduct();
  const order = await callerOf(owner).order.place({ lines: [{ productId: product.id, quantity }] });
  if (status !== "PLACED") await db.order.update({ where: { id: order.id }, data: { status } });
  return order;
}

/** A question, and an answer to it. */
export const makeQuestion = (asker: Principal, data: Partial<AskQuestion> = {}) =>
  callerOf(asker).question.ask({ chapter: "csrf", title: "Why is it so?", body: "I *wonder*.", ...data });
export const makeAnswer = (author: Principal, { id }: { id: string }, body = "Because.") =>
  callerOf(author).question.answer({ id, body });

/** A customer with an API login. */
export async function makeCustomer() {
  const principal = await makePrincipal();
  return { principal, token: await makeAccessToken(principal) };
}

/** A new sandbox, and the principal of its login. A product has to be in stock. */
export async function makeSandbox() {
  const sandbox = await callerOf(null).sandbox.open({});
  const { principal } = await identify(new Headers({ authorization: `Bearer ${sandbox.accessToken}` }), "", []);
  if (!principal) throw new Error("The access token of a new sandbox is not valid.");
  return { ...sandbox, principal };
}
