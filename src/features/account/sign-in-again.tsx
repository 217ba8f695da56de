"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { signOutAndGo } from "@/shell/sign-out";
import { toast } from "@/shell/toast";

/** For people without a password: a fresh sign-in is their proof. @param path to come back to */
export function SignInAgain({ path }: { path: string }) {
  const [isPending, setPending] = useState(false);
  async function signInAgain() {
    setPending(true);
    const problem = await signOutAndGo(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
    if (!problem) return;
    setPending(false);
    toast.error(problem);
  }
  return (
    <div className="grid justify-items-start gap-3 text-muted text-sm">
      <p>Your account has no password. To do this, you need to have signed in within the last 10 minutes.</p>
      <Button variant="outline" size="small" pending={isPending} onClick={signInAgain}>
        Sign in again
      </Button>
    </div>
  );
}
