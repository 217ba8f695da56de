import { Notice } from "@/components/notice";
import type { RouterOutputs } from "@/trpc/client";
import { ProviderButtons } from "./provider-buttons";
import { signInProblemText } from "./sign-in-problem";

type Props = {
  providers: RouterOutputs["account"]["signInOptions"]["providers"];
  target: string;
  /** Of the page's address. */
  error?: unknown;
};

/** Above the form of the sign-in or sign-up page: the providers, and why one of them has let nobody in. */
export function ProviderChoice({ providers, target, error }: Props) {
  const problem = signInProblemText(error);
  if (!problem && providers.length === 0) return null;
  return (
    <div className="mb-6 grid gap-5">
      {problem && <Notice>{problem}</Notice>}
      {providers.length > 0 && (
        <>
          <ProviderButtons providers={providers} label="Continue with" form={{ target }} />
          <p className="flex items-center gap-4 text-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            <span>or</span>
          </p>
        </>
      )}
    </div>
  );
}
