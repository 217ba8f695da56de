"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { Texts } from "@/components/span-texts";
import { signOutAndGo } from "@/shell/sign-out";

const TEXT = {
  lead: "Sign in to your account to confirm this address. The link stays valid.",
  leadNew: "Sign in with your present address to confirm the new one. The link stays valid.",
  other: "You're signed in to another account.",
  button: "Sign in to confirm",
  ignore: "Didn't ask for this? You don't need to do anything: the address stays unconfirmed.",
};

type Props = {
  secret: string;
  email: string;
  /** Whether the address is to replace another one. */
  isNew: boolean;
  /** To another account. */
  isSignedIn: boolean;
};

/** Takes the place of the button where nobody has signed in to the account of a link: it may be a stranger's. */
export function SignInToConfirm({ secret, email, isNew, isSignedIn }: Props) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const target = `/sign-in?callbackUrl=${encodeURIComponent(`/confirm?link=${secret}`)}`;

  async function changeAccount() {
    setPending(true);
    setProblem(await signOutAndGo(target));
    setPending(false);
  }
  return (
    <div className="grid justify-items-center gap-5 text-center">
      {problem && <Notice>{problem}</Notice>}
      <p>
        <Texts>
          {isSignedIn && <span>{`${TEXT.other} `}</span>}
          {isNew ? TEXT.leadNew : TEXT.lead}
        </Texts>
      </p>
      <bdi className="max-w-full wrap-anywhere font-medium">{email}</bdi>
      {isSignedIn ? (
        <Button pending={pending} onClick={changeAccount}>
          {TEXT.button}
        </Button>
      ) : (
        <Button asChild>
          <Link href={target}>{TEXT.button}</Link>
        </Button>
      )}
      <p className="text-muted text-sm">
        <Texts>
          {TEXT.ignore}
          {!isNew && (
            <>
              {" "}
              <span>Or make the account yours: </span>
              <Link href="/forgot-password" className="text-accent underline">
                choose a new password
              </Link>
              <span>, which signs everybody else out.</span>
            </>
          )}
        </Texts>
      </p>
    </div>
  );
}
