/** The entry module: other features import from here only. */
export { LOOPS, type LoopName, type LoopResult, sendAround } from "./loop";
