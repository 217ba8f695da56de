type Option = { value: string; label: string };
type Props = { label: string; options: readonly Option[]; value: string; onChange: (value: string) => void };

/** A single-choice filter as a row of buttons. */
export function PillFilter({ label, options, value, onChange }: Props) {
  return (
    <fieldset className="print:hidden -mx-4 min-w-0 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
      <legend className="sr-only">{label}</legend>
      <div className="flex gap-1.5">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={option.value === value}
            onClick={() => onChange(option.value)}
            className="pill"
          >
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
