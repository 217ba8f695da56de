import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { FieldMessages } from "./field";

type Option = { value: string; label: string; note?: ReactNode };
type Props = { legend: string; name: string; options: readonly Option[]; hint?: ReactNode; error?: ReactNode };

/** Checkboxes that share a name. Each one is described by the group's error, because the focus is on a checkbox. */
export function CheckboxGroup({ legend, name, options, hint, error }: Props) {
  const id = useId();
  return (
    <fieldset aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <div className="grid gap-1.5">
        <div className="divide-y divide-line overflow-hidden rounded-xl border border-line-strong/70 has-aria-invalid:border-danger">
          {options.map(({ value, label, note }) => (
            <div key={value} className="relative flex gap-3 px-3.5 py-2.5 transition-colors hover:bg-sunken/60">
              <span className="relative z-10 mt-0.5 size-5 shrink-0">
                <input
                  id={`${id}-${value}`}
                  type="checkbox"
                  name={name}
                  value={value}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={
                    [error && `${id}-error`, note && `${id}-${value}-note`].filter(Boolean).join(" ") || undefined
                  }
                  className="peer size-5 scroll-mt-12 appearance-none rounded-md border border-line-strong bg-surface transition-colors checked:border-accent checked:bg-accent"
                />
                <Check
                  aria-hidden
                  strokeWidth={3}
                  className="pointer-events-none absolute inset-0 m-auto hidden size-3.5 text-on-accent peer-checked:block"
                />
              </span>
              <div className="min-w-0">
                {/* The label covers the whole row for a larger click target. */}
                <label htmlFor={`${id}-${value}`} className="cursor-pointer text-sm after:absolute after:inset-0">
                  {label}
                </label>
                {note && (
                  <p id={`${id}-${value}-note`} className="text-muted text-xs">
                    {note}
                  </p>
                )}
              </div>
            </div>
          ))}
        </div>
        <FieldMessages id={id} hint={hint} error={error} />
      </div>
    </fieldset>
  );
}
