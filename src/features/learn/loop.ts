import { type Answer, EXAMPLE_LAB, jsonOf, type LabRequest, reasonOf, type Sandbox } from "./experiment";
import { toSentRequest } from "./run-experiment";
import { closeSandbox, openSandbox } from "./sandbox";
import { pageSender } from "./send";
import { type Passage, passageOf } from "./stations";

const cancel = (id: string, as: LabRequest["as"] = "sandbox"): LabRequest => ({
  as,
  method: "DELETE",
  path: `/api/v1/orders/${id}`,
});

/** One click on “Cancel order”, and three ways to break it: the last request of each is shown. */
export const LOOPS = {
  cancel: ({ orderId }: Sandbox) => [cancel(orderId)],
  signedOut: ({ orderId }: Sandbox) => [cancel(orderId, "nobody")],
  stranger: ({ strangersOrderId }: Sandbox) => [cancel(strangersOrderId)],
  twice: ({ orderId }: Sandbox) => [cancel(orderId), cancel(orderId)],
} satisfies Record<string, (sandbox: Sandbox) => LabRequest[]>;
export type LoopName = keyof typeof LOOPS;

export type LoopResult = { request: string; status: number; reason: string | undefined; ms: number; passage: Passage };

/** Sends real requests in a sandbox, and returns where the last one was. @throws Error with the reason why it could not */
export async function sendAround(name: LoopName): Promise<LoopResult> {
  const sandbox = await openSandbox();
  try {
    let answer: Answer | undefined;
    let request = toSentRequest(cancel(sandbox.orderId), EXAMPLE_LAB.sandbox);
    for (const next of LOOPS[name](sandbox)) {
      request = toSentRequest(next, sandbox);
      answer = await pageSender.send(request);
    }
    if (answer?.status === undefined) throw new Error("The server can't be reached. Check your connection.");
    const { status, ms } = answer;
    const reason = status < 400 ? undefined : reasonOf(jsonOf(answer));
    return { request: `${request.method} ${request.path}`, status, reason, ms, passage: passageOf(status, reason) };
  } finally {
    closeSandbox(sandbox);
  }
}
