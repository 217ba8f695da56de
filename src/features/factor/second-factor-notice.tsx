import { ShieldAlert } from "lucide-react";
import { Link } from "@/components/link";

/** Asks an administrator to set up a second step. */
export function SecondFactorNotice() {
  return (
    <p className="mx-auto mt-6 flex w-full max-w-6xl items-center gap-2.5 px-4 text-muted text-sm sm:px-6">
      <ShieldAlert aria-hidden className="size-4 shrink-0" />
      <span>Your password alone opens this area.</span>{" "}
      <Link href="/account/security#two-step" className="text-accent underline">
        Set up two-step sign-in
      </Link>
    </p>
  );
}
