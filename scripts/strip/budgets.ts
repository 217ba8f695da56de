/** The rows of tests/setup/budgets.ts. By difference: in a project with pages of its own, they are not those of the starter. */

/** By the name of a row, how much less each figure is. */
export type Savings = Readonly<Record<string, Readonly<Record<string, number>>>>;

const format = (figure: number) => figure.toLocaleString("en").replaceAll(",", "_");

function lower(row: string, less: Readonly<Record<string, number>>): string {
  const lowered = row.replaceAll(/(\w+): ([\d_]+)/g, (_found, name: string, figure: string) => {
    return `${name}: ${format(Number(figure.replaceAll("_", "")) - (less[name] ?? 0))}`;
  });
  // The HTML depends on the name and the texts of the project.
  return "html" in less && !row.includes("isEstimate") ? `${lowered.trimEnd()}, isEstimate: true ` : lowered;
}

/** The budgets without what the demo costs. */
export function lowerBudgets(text: string, savings: Savings): string {
  return text.replaceAll(/^( {2}"([^"]+)": \{)([^}]*)\}/gm, (found, start: string, name: string, row: string) => {
    const less = savings[name];
    return less ? `${start}${lower(row, less)}}` : found;
  });
}
