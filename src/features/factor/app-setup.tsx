"use client";
import { useEffect } from "react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { Dialog, DialogContent } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Skeleton } from "@/components/skeleton";
import { formatSecret } from "@/domain/factor";
import { useForm } from "@/shell/use-form";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

const TEXT = {
  title: "Set up an authenticator app",
  lead: "Scan this code with an app such as 1Password, Google Authenticator or your phone's passwords, then enter the code that it shows.",
  qrCode: "QR code for the authenticator app",
};

type Props = { onDone: (codes: readonly string[] | null) => void; onClose: () => void };

export default function AppSetup({ onDone, onClose }: Props) {
  const { mutate, data, error } = api.factor.startTotp.useMutation({ gcTime: 0 }); // removes the secret from the cache
  useEffect(() => mutate({}), [mutate]);
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={TEXT.title} description={TEXT.lead}>
        {error && <Notice>{errorMessage(error)}</Notice>}
        {data ? <Confirmation setup={data} onDone={onDone} /> : !error && <Skeleton className="h-72" />}
      </DialogContent>
    </Dialog>
  );
}

const loadSchema = async () => (await import("@/domain/factor.schema")).SecondStepCode;

function Confirmation({ setup, onDone }: { setup: RouterOutputs["factor"]["startTotp"] } & Pick<Props, "onDone">) {
  const utils = api.useUtils();
  const confirm = api.factor.confirmTotp.useMutation({ gcTime: 0 });
  const { errors, pending, formProps } = useForm(loadSchema, async ({ code }) => {
    const { codes } = await confirm.mutateAsync({ setup: setup.setup, code });
    utils.factor.list.invalidate();
    onDone(codes);
    return undefined;
  });
  const { size, path } = setup.picture;

  return (
    <form {...formProps} className="grid gap-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        {/* Dark on light in the dark theme, too: not every app reads the opposite. */}
        <svg viewBox={`0 0 ${size} ${size}`} role="img" className="size-44 shrink-0 rounded-lg bg-white fill-black">
          <title>{TEXT.qrCode}</title>
          <path d={path} />
        </svg>
        <div className="grid min-w-0 flex-1 basis-48 justify-items-start gap-2">
          <p className="text-muted text-sm">Or type this key:</p>
          <code className="select-all font-mono text-sm">{formatSecret(setup.secret)}</code>
          <CopyButton text={setup.secret} label="key" />
        </div>
      </div>
      <Field
        label="Code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        hint="6 digits"
        error={errors.code}
      />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <Button type="submit" pending={pending} className="sm:justify-self-end">
        Turn on
      </Button>
    </form>
  );
}
