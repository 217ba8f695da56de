"use client";
import { Minus, Plus } from "lucide-react";
import { Button } from "./button";

type Props = { label: string; value: number; max: number; onChange: (value: number) => void };

/** A quantity input with buttons. `<output>` announces the new value. */
export function QuantityStepper({ label, value, max, onChange }: Props) {
  return (
    <fieldset className="inline-flex h-11 items-center rounded-full border border-line-strong/60 bg-surface px-0.5">
      <legend className="sr-only">{`Quantity of ${label}`}</legend>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Decrease quantity"
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
      >
        <Minus aria-hidden />
      </Button>
      <output className="min-w-8 text-center font-medium tabular-nums">{value}</output>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Increase quantity"
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <Plus aria-hidden />
      </Button>
    </fieldset>
  );
}
