/** Entry module of the auth feature. */
export { EndTokensField } from "./end-tokens-field";
export { PASSWORD_HINT } from "./password-hint";
export { ProviderButtons } from "./provider-buttons";
export { ProviderMark } from "./provider-mark";
export { signInProblemText } from "./sign-in-problem";
