/** Inputs that name a new row. */
import type { Principal } from "@/server/auth/principal";
import { makeAnswer, makeOrder, makePrincipal, makeProduct, makeQuestion } from "./factories";

export const productId = async () => ({ id: (await makeProduct()).id });
export const orderId = async (owner: Principal) => ({ id: (await makeOrder(owner)).id });

export const questionId = async (owner: Principal) => ({ id: (await makeQuestion(owner)).id });
/** The owner's question, with an answer by another user. */
export const answeredQuestion = async (owner: Principal) => {
  const { id } = await makeQuestion(owner);
  return { id, answerId: (await makeAnswer(await makePrincipal(), { id })).id };
};
export const answerId = async (owner: Principal) => ({ id: (await makeAnswer(owner, await makeQuestion(owner))).id });
