/** The REST API of the app does what its document says, for every caller; tRPC gives the same results and errors. */
import { afterAll } from "vitest";
import { app } from "./app";
import { testContract } from "./suite";

afterAll(() => {
  const calls = [...app.answered.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${calls} responses of ${app.operations.length} operations match the document.`);
});

testContract(app);
