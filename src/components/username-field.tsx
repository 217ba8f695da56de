/** Tells password managers whose password a form is about. It has no name, so it is not submitted. */
export function UsernameField({ email }: { email: string }) {
  return <input type="email" autoComplete="username" value={email} readOnly hidden />;
}
