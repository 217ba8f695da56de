"use client";
import { useRef } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { useForm } from "@/shell/use-form";
import { signInAndGo } from "./sign-in";

const DEMO_ACCOUNTS = ["customer", "other", "admin"];

const loadSchema = async () => (await import("@/domain/account.schema")).SignIn;

type Props = { target: string; showDemo: boolean; canReset: boolean };

export function SignInForm({ target, showDemo, canReset }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { errors, pending, formProps } = useForm(loadSchema, async ({ email, password }) => {
    const problem = await signInAndGo(email, password, target);
    return problem ? { "": problem } : "redirecting";
  });

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
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <Field label="Email" name="email" type="email" autoComplete="username" error={errors.email} />
      <PasswordField label="Password" name="password" autoComplete="current-password" error={errors.password} />
      <Button type="submit" pending={pending}>
        Sign in
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
