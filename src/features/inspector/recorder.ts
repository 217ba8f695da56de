import { recordFetches } from "./record-fetches";
import { recordPageLoad } from "./record-page-load";
import { recordStreams } from "./record-streams";
import { recordTimings } from "./record-timings";

const RECORDING = Symbol.for("inspector.recording");

/** Begins to record the calls of this tab, once: in development this module may be evaluated again. */
export function startRecording(): void {
  if (RECORDING in window) return;
  Object.assign(window, { [RECORDING]: true });
  recordPageLoad();
  recordFetches();
  recordStreams();
  recordTimings();
}
