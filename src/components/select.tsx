import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { inputStyle, LabeledControl } from "./field";

type Option = { value: string | number; label: string };
type Props = Omit<ComponentProps<"select">, "id" | "children"> & {
  label: string;
  options: readonly Option[];
  hint?: ReactNode;
  error?: ReactNode;
};

/** A native select. If all options are numbers, `data-number` makes `readForm` return a number. */
export function Select({ label, options, hint, error, ...props }: Props) {
  const isNumber = options.every(({ value }) => typeof value === "number");
  return (
    <LabeledControl label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <select
            {...control}
            data-number={isNumber || undefined}
            className={clsx(inputStyle, "h-11 appearance-none pr-10")}
            {...props}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-3.5 size-4 -translate-y-1/2 text-muted"
          />
        </div>
      )}
    </LabeledControl>
  );
}
