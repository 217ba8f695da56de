import { Unlink } from "lucide-react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import type { LinkKind } from "@/domain/account-link";
import { AuthResult } from "./auth-result";

type Props = {
  kind: LinkKind | null;
  isUsed?: boolean;
  /** True after its button was pressed. */
  takesFocus?: boolean;
};

const AGAIN: Partial<Record<LinkKind, { text: string; label: string; href: string }>> = {
  RESET_PASSWORD: {
    text: "Ask for a new one: it is valid for 30 minutes.",
    label: "Send a new link",
    href: "/forgot-password",
  },
  VERIFY_EMAIL: {
    text: "If your address isn't confirmed yet, your profile sends you a new one.",
    label: "Go to my profile",
    href: "/account",
  },
  CONFIRM_NEW_EMAIL: {
    text: "If you still want to change your address, your profile sends you a new one.",
    label: "Go to my profile",
    href: "/account",
  },
};
const OTHER = {
  text: "If somebody else has access to your account, choose a new password now: it signs out all devices.",
  label: "Choose a new password",
  href: "/forgot-password",
};

/** For a link that leads nowhere: why, and what to do. */
export function LinkInvalid({ kind, isUsed = false, takesFocus = false }: Props) {
  const { text, label, href } = (kind && AGAIN[kind]) ?? OTHER;
  const why = isUsed ? "This link was already used." : "This link is too old, was already used, or is incomplete.";
  return (
    <AuthResult
      icon={<Unlink aria-hidden className="size-10 text-muted" />}
      title="This link doesn't work any more"
      takesFocus={takesFocus}
    >
      <p>{why}</p>
      <p className="text-muted">{text}</p>
      <Button asChild className="mt-2">
        <Link href={href}>{label}</Link>
      </Button>
    </AuthResult>
  );
}
