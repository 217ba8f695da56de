"use client";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { SignUp } from "@/domain/account.schema";
import { api, errorData, errorMessage } from "@/trpc/client";
import { signInAndGo } from "../sign-in/sign-in";
import { firstErrors, useForm } from "../sign-in/use-form";
import { PASSWORD_HINT } from "./password-hint";

export function SignUpForm({ target }: { target: string }) {
  const signUp = api.account.signUp.useMutation();
  const { errors, pending, onSubmit } = useForm(SignUp, async (input) => {
    try {
      await signUp.mutateAsync(input);
    } catch (error) {
      const issues = errorData(error)?.issues;
      return issues?.length ? firstErrors(issues) : { "": errorMessage(error) };
    }
    const problem = await signInAndGo(input.email, input.password, target);
    return problem ? { "": `Your account is there. ${problem}` } : undefined;
  });

  return (
    <form onSubmit={onSubmit} noValidate method="post" className="grid gap-5">
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <Field label="Name" name="name" autoComplete="name" error={errors.name} />
      <Field label="E-mail" name="email" type="email" autoComplete="username" error={errors.email} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        error={errors.password}
        hint={PASSWORD_HINT}
      />
      <Button type="submit" pending={pending}>
        Create account
      </Button>
    </form>
  );
}
