/** What other features may use of signing in and up. */
export { PASSWORD_HINT } from "./password-hint";
