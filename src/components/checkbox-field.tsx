import { Check } from "lucide-react";

type Props = { label: string; name: string; defaultChecked?: boolean };

/** A checkbox of a form, which `readForm` reads as a boolean. Its label is a part of the click target. */
export function CheckboxField({ label, name, defaultChecked }: Props) {
  return (
    <label className="flex cursor-pointer items-start gap-3 text-sm">
      <span className="relative mt-px size-5 shrink-0">
        <input
          type="checkbox"
          name={name}
          defaultChecked={defaultChecked}
          className="peer size-5 cursor-pointer appearance-none rounded-md border border-line-strong bg-surface transition-colors checked:border-accent checked:bg-accent"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute inset-0 m-auto hidden size-3.5 text-on-accent peer-checked:block"
        />
      </span>
      <span>{label}</span>
    </label>
  );
}
