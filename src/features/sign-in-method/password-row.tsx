import { LockKeyhole } from "lucide-react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";

export function PasswordRow({ isSet }: { isSet: boolean }) {
  return (
    <li className="flex items-center gap-4 px-4 py-5 sm:px-6">
      <span className="hidden size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted sm:grid">
        <LockKeyhole aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">Password</h3>
        <p className="text-muted text-sm">{isSet ? "Set" : "Not set"}</p>
      </div>
      <Button asChild variant="outline" size="small">
        <Link href="/account/security#password">{isSet ? "Change password" : "Set a password"}</Link>
      </Button>
    </li>
  );
}
