/** Forms as plain data: what their controls hold, and which control an error belongs to. */

/**
 * The values of a form's controls by name; `lines.0.quantity` makes a nested value. A checkbox without a value is a
 * boolean, several under one name (or one with a value) are a list; number inputs and controls with `data-number` are
 * numbers, undefined if empty. The DOM is read, so text typed before hydration and autofill count.
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
    if (first.type !== "number" && first.dataset.number === undefined) return first.value;
    return first.value === "" ? undefined : Number(first.value);
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
    let at = values;
    for (const [index, part] of parts.entries()) {
      const isList = /^\d+$/.test(parts[index + 1] ?? last);
      at[part] ??= isList ? [] : {};
      at = at[part] as Record<string, unknown>;
    }
    at[last] = readControl(group);
  }
  return values;
}

/** Texts by control name; under "" what concerns the whole form. */
export type FormErrors = Record<string, string>;

/**
 * The first message for each control. An issue belongs to the control whose name is the longest prefix of its path
 * (`scopes.0` to `scopes`); one without a control concerns the whole form, so that none is lost.
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
