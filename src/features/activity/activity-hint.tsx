import { Link } from "@/components/link";

/** What to do about an event that the reader does not recognize. */
export function ActivityHint() {
  return (
    <p className="mb-6 max-w-prose text-muted text-sm">
      <span>Something here wasn't you? </span>
      <Link href="/account/security" className="font-medium text-accent underline underline-offset-4">
        Sign out other sessions and change your password
      </Link>
      <span>. A few failed sign-ins are normal.</span>
    </p>
  );
}
