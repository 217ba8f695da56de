"use client";
import { Fingerprint } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import type { ProofMethod } from "@/domain/factor";
import type { PasskeyRequest } from "@/domain/passkey.schema";
import { importWithRetry } from "@/shell/import-with-retry";
import { useForm } from "@/shell/use-form";
import { AuthCard } from "./auth-card";
import { submitSignIn } from "./sign-in";
import { usePasskey, usePasskeyOffer } from "./use-passkey";

const SecondStepForm = lazy(() => importWithRetry(() => import("./second-step-form")));

const DEMO_ACCOUNTS = ["customer", "other", "admin"];

const loadSchema = async () => (await import("@/domain/account.schema")).SignIn;

type Props = {
  target: string;
  showDemo: boolean;
  canReset: boolean;
  /** For the passkeys that the browser offers in the email field. */
  passkeyRequest: PasskeyRequest;
  /** Of a sign-in that waits for its second step. */
  methods?: readonly ProofMethod[];
  /** Other ways to sign in, above the form, and below: the second step has none. */
  children?: ReactNode;
  footer?: ReactNode;
};

export function SignInForm({ methods: waiting, children, footer, ...props }: Props) {
  const [methods, setMethods] = useState(waiting);
  const [problem, setProblem] = useState<string>();
  if (methods) {
    return (
      <Suspense>
        <SecondStepForm methods={methods} target={props.target} onRestart={restart} />
      </Suspense>
    );
  }

  function restart(problem?: string) {
    setProblem(problem);
    setMethods(undefined);
  }
  return (
    <AuthCard title="Sign in" lead="Sign in to order and track your orders." footer={footer}>
      {children}
      <FirstStepForm {...props} {...{ problem, setProblem }} onSecondStep={setMethods} />
    </AuthCard>
  );
}

type FirstStepProps = Omit<Props, "methods" | "children" | "footer"> & {
  problem: string | undefined;
  setProblem: (problem: string | undefined) => void;
  onSecondStep: (methods: readonly ProofMethod[]) => void;
};

function FirstStepForm({
  target,
  showDemo,
  canReset,
  passkeyRequest,
  problem,
  setProblem,
  onSecondStep,
}: FirstStepProps) {
  const passkey = usePasskey("SIGN_IN", target, setProblem);
  usePasskeyOffer(passkeyRequest, target, setProblem);
  const form = useRef<HTMLFormElement>(null);
  const { errors, pending, formProps } = useForm(loadSchema, async ({ email, password }) => {
    const outcome = await submitSignIn({ email, password }, target);
    if (outcome === "redirecting") return outcome;
    setProblem(undefined);
    if ("problem" in outcome) return { "": outcome.problem };
    onSecondStep(outcome.methods);
  });
  const notice = errors[""] ?? (pending ? undefined : problem);

  function fill(name: string) {
    for (const [field, value] of [
      ["email", `${name}@example.com`],
      ["password", "roundtrip-demo"],
    ] as const) {
      const input = form.current?.elements.namedItem(field);
      if (!(input instanceof HTMLInputElement)) continue;
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true })); // its error goes
    }
  }

  return (
    <form ref={form} {...formProps} className="grid gap-5">
      {notice && <Notice>{notice}</Notice>}
      <Field label="Email" name="email" type="email" autoComplete="username webauthn" error={errors.email} />
      <PasswordField label="Password" name="password" autoComplete="current-password" error={errors.password} />
      <Button type="submit" pending={pending}>
        Sign in
      </Button>
      <Button variant="outline" pending={passkey.pending} onClick={passkey.signIn}>
        {!passkey.pending && <Fingerprint aria-hidden />}
        Use a passkey
      </Button>
      {canReset && (
        <Link href="/forgot-password" className="justify-self-center text-accent text-sm underline">
          Forgot your password?
        </Link>
      )}
      {showDemo && (
        <div className="rounded-xl bg-sunken p-4 text-sm">
          <p className="text-muted">Development only: fill in a demo account</p>
          <div className="mt-2.5 flex flex-wrap gap-2">
            {DEMO_ACCOUNTS.map((name) => (
              <Button key={name} variant="outline" size="small" onClick={() => fill(name)}>
                {name}@example.com
              </Button>
            ))}
          </div>
        </div>
      )}
    </form>
  );
}
