/** Runs in each server: ends it with the benchmark, even after a SIGKILL, and profiles it on request. */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";

process.on("disconnect", () => process.exit(1));
process.execArgv.length = 0; // the processes that Next starts are no servers of the benchmark

const session = new Session();
process.on("message", async (file) => {
  if (file === "start") {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: 500 });
    await session.post("Profiler.start");
  } else {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    writeFileSync(file, JSON.stringify(profile));
  }
  process.send?.("done");
});
process.channel?.unref();
