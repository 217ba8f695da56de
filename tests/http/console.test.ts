/** What Next, React, libraries and Node print in production: lines of the log. */
import fs from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { logConsole } from "@/server/platform/console";
import { isFirstLog } from "@/server/platform/log";
import { runWithRequestId } from "@/server/platform/request-id";
import { logged } from "../setup/database";
import { resetServer } from "../setup/server-modules";

const printed = { ...console };
const listeners = process.listeners("warning");
beforeEach(logConsole);
afterEach(() => {
  Object.assign(console, printed);
  process.removeAllListeners("warning");
  for (const listener of listeners) process.on("warning", listener);
});

const lines = () => logged.map((line) => JSON.parse(line));

describe("console", () => {
  it("each call is one line of JSON with the request id, however many lines its text has", () => {
    runWithRequestId({ id: "an-id", address: "192.0.2.1" }, () =>
      console.error("\u001b[31m⨯\u001b[39m Failed\n  at %s", "here"),
    );
    console.warn("careful");
    console.log("done");
    expect(lines()).toMatchObject([
      { level: 50, event: "console", requestId: "an-id", msg: "⨯ Failed\n  at here" },
      { level: 40, event: "console", msg: "careful" },
      { level: 30, event: "console", msg: "done" },
    ]);
  });

  it("an error is logged with its stack, once, and not at all if the log has it already", () => {
    const error = new Error("unseen");
    const known = new Error("known");
    isFirstLog(known);
    for (let time = 0; time < 3; time++) console.error("⨯", error);
    console.error("⨯", known);
    expect(lines()).toMatchObject([{ level: 50, err: { message: "unseen", stack: expect.any(String) } }]);
  });

  it("a warning of Node is a line of JSON", async () => {
    process.emitWarning("too many listeners");
    await new Promise((done) => process.nextTick(done));
    expect(lines()).toMatchObject([{ level: 40, event: "process.warning", msg: "too many listeners" }]);
  });

  it("a line is written when its call returns, so that a crash loses none", async () => {
    const write = vi.spyOn(fs, "writeSync").mockImplementation((_, text) => String(text).length);
    resetServer();
    const { log } = await import("@/server/platform/log");
    log.info("the last line");
    const texts = write.mock.calls.map(([, text]) => String(text));
    write.mockRestore();
    expect(texts).toEqual([expect.stringContaining("the last line")]);
  });
});
