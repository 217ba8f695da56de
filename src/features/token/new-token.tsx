"use client";
import { KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { Texts } from "@/components/span-texts";
import type { Scope } from "@/domain/token";
import type { RouterOutputs } from "@/trpc/client";

/** A path that each scope can read, for the curl example. */
const EXAMPLE_PATHS: Partial<Record<Scope, string>> = {
  "orders:read": "/orders",
  "account:read": "/me",
  "products:read": "/products",
};

type Props = { token: RouterOutputs["token"]["create"]; onDone: () => void };

/** Shows the secret once. It takes the focus, so that screen readers announce it. */
export function NewToken({ token, onDone }: Props) {
  const notice = useRef<HTMLElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const examplePath = token.scopes.map((scope) => EXAMPLE_PATHS[scope]).find(Boolean);
  const example = `curl -H "Authorization: Bearer ${token.secret}" ${window.location.origin}/api/v1${examplePath}`;

  return (
    <section
      ref={notice}
      tabIndex={-1}
      aria-labelledby="new-token"
      aria-describedby="new-token-once"
      className="mb-12 grid animate-rise gap-5 rounded-2xl border border-accent bg-accent-soft p-5 outline-none sm:p-8"
    >
      <header className="flex items-start gap-4">
        <span className="hidden size-11 shrink-0 place-items-center rounded-full bg-accent text-on-accent sm:grid">
          <KeyRound aria-hidden className="size-5" />
        </span>
        <div>
          <h2 id="new-token" className="font-display text-2xl sm:text-3xl">
            <Texts>
              Token “<bdi>{token.name}</bdi>” created
            </Texts>
          </h2>
          <p id="new-token-once" className="mt-1">
            Copy it now. You won't see it again.
          </p>
        </div>
      </header>
      <CopyableText label="Secret" text={token.secret} />
      {examplePath && <CopyableText label="Try it in a terminal" text={example} />}
      <Button className="justify-self-start" onClick={onDone}>
        Done
      </Button>
    </section>
  );
}

function CopyableText({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium text-sm">{label}</h3>
        <CopyButton text={text} label={label} />
      </div>
      <code className="select-all rounded-xl border border-line bg-surface px-4 py-3 font-mono text-sm">{text}</code>
    </div>
  );
}
