/** Entry module of the account feature. */
export { PasswordForm } from "./password-form";
