import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { inputStyle, Labelled } from "./field";

type Option = { value: string | number; label: string };
type Props = Omit<ComponentProps<"select">, "id" | "children"> & { label: string; options: readonly Option[] };

/** One of a few: the browser's own list, which every phone and keyboard knows. */
export function Select({ label, options, ...props }: Props) {
  return (
    <Labelled label={label}>
      {(wiring) => (
        <div className="relative">
          <select {...wiring} className={clsx(inputStyle, "h-11 appearance-none pr-10")} {...props}>
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
    </Labelled>
  );
}
