/** The entry module: other features import from here only. */
export { Code } from "./code";
export { CodePanel } from "./code-panel";
export { Json } from "./json";
export { type ApiRequest, indentJson, toCurl } from "./request";
