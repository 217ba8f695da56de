"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { RouterOutputs } from "@/trpc/client";
import { goToProvider, type ProviderForm } from "./go-to-provider";
import { ProviderMark } from "./provider-mark";

type Props = {
  providers: RouterOutputs["account"]["signInOptions"]["providers"];
  /** What a button says before the provider's name. */
  label: string;
  form: ProviderForm;
};

/** One button per sign-in provider, which leads to its site. */
export function ProviderButtons({ providers, label, form }: Props) {
  const [pending, setPending] = useState<string>();
  const [problem, setProblem] = useState<string>();

  // Back leads here from the provider's page, perhaps to this very document.
  useEffect(() => {
    const reset = () => setPending(undefined);
    window.addEventListener("pageshow", reset);
    return () => window.removeEventListener("pageshow", reset);
  }, []);

  async function go(id: string) {
    setPending(id);
    setProblem(undefined);
    const failed = await goToProvider(id, form);
    if (!failed) return;
    setProblem(failed);
    setPending(undefined);
  }

  return (
    <div className="grid gap-3">
      {problem && <Notice>{problem}</Notice>}
      {providers.map(({ id, name }) => (
        <Button key={id} variant="outline" pending={pending === id} onClick={() => go(id)}>
          {pending !== id && <ProviderMark id={id} />}
          {`${label} ${name}`}
        </Button>
      ))}
    </div>
  );
}
