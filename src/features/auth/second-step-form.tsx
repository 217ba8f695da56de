"use client";
import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { CheckboxField } from "@/components/checkbox-field";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { PRIVATE_DEVICE_DAYS, type ProofMethod } from "@/domain/factor";
import { useForm } from "@/shell/use-form";
import { AuthCard } from "./auth-card";
import { submitSignIn } from "./sign-in";
import { usePasskey } from "./use-passkey";

const TEXT = {
  title: "One more step",
  titleLead: "Prove that it's you to finish signing in.",
  privateDevice: `This is a private device: skip this step for ${PRIVATE_DEVICE_DAYS} days`,
  app: {
    label: "Code",
    lead: "Enter the 6-digit code of your authenticator app.",
    hint: "Or one of your recovery codes",
  },
  recovery: { label: "Recovery code", lead: "Enter one of your recovery codes.", hint: undefined },
};

const loadSchema = async () => (await import("@/domain/factor.schema")).SecondStepForm;

type Props = {
  methods: readonly ProofMethod[];
  target: string;
  /** @param problem why the first step has to be repeated */
  onRestart: (problem?: string) => void;
};

/** The second step of a sign-in, in place of the first one's form. */
export default function SecondStepForm({ methods, target, onRestart }: Props) {
  const [problem, setProblem] = useState<string>();
  const passkey = usePasskey("SECOND_STEP", target, setProblem);
  const text = methods.includes("TOTP") ? TEXT.app : TEXT.recovery;
  const { errors, pending, formProps } = useForm(loadSchema, async ({ code, privateDevice }) => {
    const outcome = await submitSignIn({ code, privateDevice: String(privateDevice) }, target);
    if (outcome === "redirecting" || "methods" in outcome) return "redirecting";
    if (outcome.reason === "SECOND_STEP_EXPIRED") onRestart(outcome.problem);
    setProblem(undefined);
    return { [outcome.reason === "WRONG_CODE" ? "code" : ""]: outcome.problem };
  });

  const notice = errors[""] ?? problem;

  return (
    <AuthCard title={TEXT.title} lead={TEXT.titleLead}>
      <form {...formProps} className="grid gap-5">
        {notice && <Notice>{notice}</Notice>}
        {methods.includes("PASSKEY") && (
          <Button variant="outline" pending={passkey.pending} onClick={passkey.signIn}>
            {!passkey.pending && <Fingerprint aria-hidden />}
            Use a passkey
          </Button>
        )}
        <p className="text-muted text-sm">{text.lead}</p>
        <Field
          label={text.label}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          hint={text.hint}
          error={errors.code}
        />
        <CheckboxField label={TEXT.privateDevice} name="privateDevice" />
        <Button type="submit" pending={pending}>
          Continue
        </Button>
        <Button variant="ghost" onClick={() => onRestart()}>
          Use another account
        </Button>
      </form>
    </AuthCard>
  );
}
