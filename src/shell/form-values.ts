/** Converts between a form and plain data: reads control values and assigns errors to controls. */
import { parseMoney } from "@/domain/money";

type Typed = { type: string; value: string; dataset: DOMStringMap };

/** What was typed as JSON; the text itself if it is none, so that the schema refuses it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * The value of a control with text. Numbers and times are undefined if empty, with `data-optional` everything is null. A local
 * time is its moment in UTC, an amount with `data-cents` its cents, a text with `data-json` what it means.
 */
export function valueOfText({ type, value, dataset }: Typed): unknown {
  const isEmpty = value.trim() === "";
  if (isEmpty && dataset.optional !== undefined) return null;
  if (type === "number" || dataset.number !== undefined) return value === "" ? undefined : Number(value);
  if (type === "datetime-local") return isEmpty ? undefined : new Date(value).toISOString();
  if (dataset.cents !== undefined) return isEmpty ? undefined : (parseMoney(value) ?? value);
  return dataset.json === undefined ? value : parseJson(value);
}

/**
 * Returns the values of a form's controls by name; `lines.0.quantity` becomes a nested value. A single checkbox without
 * a value is a boolean, other checkboxes are a list. Number inputs and controls with `data-number` are numbers, or
 * undefined if empty; see valueOfText for the others. Disabled controls are skipped. Reading the DOM includes autofill and text typed before hydration.
 */
export function readForm(form: HTMLFormElement): Record<string, unknown> {
  type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  const isControl = (element: Element): element is Control => /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);

  function readControl(controls: Control[]): unknown {
    const [first] = controls as [Control];
    if (first.type === "checkbox") {
      const boxes = controls as HTMLInputElement[];
      if (boxes.length === 1 && !first.hasAttribute("value")) return boxes[0]?.checked;
      return boxes.filter((box) => box.checked).map((box) => box.value);
    }
    if (first.type === "radio") return (controls as HTMLInputElement[]).find((radio) => radio.checked)?.value;
    if (first.type === "select-multiple") {
      return [...(first as HTMLSelectElement).selectedOptions].map((option) => option.value);
    }
    return valueOfText(first);
  }

  const controls = new Map<string, Control[]>();
  for (const element of form.elements) {
    if (!isControl(element) || !element.name || element.matches(":disabled, [type=submit], [type=button]")) continue;
    controls.set(element.name, [...(controls.get(element.name) ?? []), element]);
  }

  const values: Record<string, unknown> = {};
  for (const [name, group] of controls) {
    const parts = name.split(".");
    const last = parts.pop() ?? "";
    let target = values;
    for (const [index, part] of parts.entries()) {
      const isList = /^\d+$/.test(parts[index + 1] ?? last);
      target[part] ??= isList ? [] : {};
      target = target[part] as Record<string, unknown>;
    }
    target[last] = readControl(group);
  }
  return values;
}

/** Messages by control name; the key "" is for the whole form. */
export type FormErrors = Record<string, string>;

/**
 * Returns the first message for each control. An issue belongs to the control whose name is the longest prefix of its
 * path (`scopes.0` to `scopes`). An issue without a control goes to the whole form, so none is dropped.
 */
export function errorsByControl(
  issues: readonly { path: PropertyKey[] | string; message: string }[],
  names: readonly string[],
): FormErrors {
  const errors: FormErrors = {};
  for (const { path, message } of issues) {
    const parts = Array.isArray(path) ? path.map(String) : path.split(".");
    while (parts.length && !names.includes(parts.join("."))) parts.pop();
    errors[parts.join(".")] ??= message;
  }
  return errors;
}
