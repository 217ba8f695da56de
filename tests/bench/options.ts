/** The options of `npm run bench`, and what follows from them. Times are in ms. */
import { join } from "node:path";
import { readCommandLine, wholeNumber } from "./command-line";

const { values } = readCommandLine(join(import.meta.dirname, "bench.ts"), {
  only: { type: "string", default: "" },
  quick: { type: "boolean", default: false },
  rounds: { type: "string" },
  profile: { type: "boolean", default: false },
});

const bigOrders = values.quick ? 20_000 : 1_000_000;

export const options = {
  ...values,
  rounds: wholeNumber("--rounds", values.rounds ?? (values.quick ? "3" : "5"), 100),
  /** Orders of the customer with many, and a page of 20 of them that is far from both ends. */
  bigOrders,
  farPage: bigOrders / 100,
  isTracing: "tracing".includes(values.only) && !values.profile,
  tracingRounds: values.quick ? 2 : 6,
  /** Requests to each server. */
  warmUp: values.quick ? 600 : 2000,
  sliceMs: values.quick ? 400 : 700,
  /** The picture in the repository (result.svg) is drawn again if the machine was idle, too. */
  isComplete: !values.quick && !values.only,
};
