/** Entry module of second factors. */
export { TwoStepSection } from "./two-step-section";
