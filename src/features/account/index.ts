/** What other features may use of the account. */
export { PasswordForm } from "./password-form";
