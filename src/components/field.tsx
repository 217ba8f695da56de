import { clsx } from "clsx";
import { CircleAlert } from "lucide-react";
import { Label } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";

export const inputStyle =
  "w-full rounded-xl border border-line-strong/70 bg-surface px-3.5 text-base text-ink transition-colors placeholder:text-muted hover:border-line-strong aria-invalid:border-danger sm:text-[0.9375rem]";

type Common = { label: string; hint?: ReactNode; error?: ReactNode };

/** A labeled input with a hint and an error, associated for screen readers. */
export function Field({ label, hint, error, className, ...props }: Common & ComponentProps<"input">) {
  return (
    <LabeledControl label={label} hint={hint} error={error}>
      {(control) => <input {...control} dir="auto" className={clsx(inputStyle, "h-11", className)} {...props} />}
    </LabeledControl>
  );
}

export function TextArea({ label, hint, error, className, ...props }: Common & ComponentProps<"textarea">) {
  return (
    <LabeledControl label={label} hint={hint} error={error}>
      {(control) => (
        <textarea {...control} dir="auto" className={clsx(inputStyle, "min-h-20 py-2.5", className)} {...props} />
      )}
    </LabeledControl>
  );
}

type ControlProps = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

export function LabeledControl({
  label,
  hint,
  error,
  children,
}: Common & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <Label.Root htmlFor={id} className="font-medium text-sm">
        {label}
      </Label.Root>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy || undefined })}
      <FieldMessages id={id} hint={hint} error={error} />
    </div>
  );
}

/** The error and the hint of a field, with the IDs `<id>-error` and `<id>-hint` for `aria-describedby`. */
export function FieldMessages({ id, hint, error }: Omit<Common, "label"> & { id: string }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </>
  );
}
