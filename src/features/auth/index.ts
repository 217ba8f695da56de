/** Entry module of the auth feature. */
export { PASSWORD_HINT } from "./password-hint";
