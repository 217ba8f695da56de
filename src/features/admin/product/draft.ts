import { formatDecimal, parseMoney } from "@/domain/money";
import {
  CATEGORIES,
  type Category,
  MAX_PRICE_CENTS,
  MAX_STOCK,
  MIN_PRICE_CENTS,
  PRICE_MESSAGE,
  STOCK_MESSAGE,
} from "@/domain/product";
import { product as config } from "@/product";
import type { RouterOutputs } from "@/trpc/client";

type Product = RouterOutputs["admin"]["product"]["list"]["items"][number];

/** The values of the form, as typed. */
export type Draft = { name: string; description: string; category: Category; price: string; stock: string };

export const TEXT = {
  name: "Name",
  description: "Description",
  category: "Category",
  price: `Price (${config.currency})`,
  stock: "Items in stock",
  stockHint: "Orders placed while you edit are still deducted.",
};

const PROBLEMS = {
  name: "Enter a name.",
  description: "Enter a description.",
  price: PRICE_MESSAGE,
  stock: STOCK_MESSAGE,
};

export const draftOf = (product: Product): Draft => ({
  name: product.name,
  description: product.description,
  category: product.category,
  price: formatDecimal(product.priceCents),
  stock: String(product.stock),
});

/** The value of a field, as the form shows it. */
export const valueText = (draft: Draft, name: keyof Draft) =>
  name === "category" ? CATEGORIES[draft.category] : draft[name];

/**
 * Applies a draft of an older version to the current one: untouched fields get the current value, and the stock keeps
 * the difference that was typed.
 */
export function rebase(draft: Draft, original: Draft, current: Draft): Draft {
  const names = Object.keys(draft) as (keyof Draft)[];
  const untouched = names.filter((name) => draft[name] === original[name]);
  const stock = Number(draft.stock) + Number(current.stock) - Number(original.stock);
  return {
    ...draft,
    ...(Number.isInteger(stock) && { stock: String(Math.max(0, stock)) }),
    ...Object.fromEntries(untouched.map((name) => [name, current[name]])),
  };
}

const inRange = (value: number | null, min: number, max: number) =>
  value !== null && value >= min && value <= max ? value : null;

/**
 * Converts the draft to the input of `admin.product.save`: the stock as a difference from the loaded product.
 * @returns the input, or problems by field
 */
export function readDraft({ name, description, category, price, stock }: Draft, loaded: { stock: number }) {
  const priceCents = inRange(parseMoney(price), MIN_PRICE_CENTS, MAX_PRICE_CENTS);
  const newStock = inRange(/^\d{1,7}$/.test(stock.trim()) ? Number(stock) : null, 0, MAX_STOCK);
  const problems: Partial<Record<keyof Draft, string>> = {
    ...(!name.trim() && { name: PROBLEMS.name }),
    ...(!description.trim() && { description: PROBLEMS.description }),
    ...(priceCents === null && { price: PROBLEMS.price }),
    ...(newStock === null && { stock: PROBLEMS.stock }),
  };
  if (priceCents === null || newStock === null || Object.keys(problems).length) return { problems };
  return { problems, input: { name, description, category, priceCents, stockChange: newStock - loaded.stock } };
}

/** The fields that hold the inputs of `admin.product.save` under other names. */
const FIELDS: Record<string, keyof Draft> = { priceCents: "price", stockChange: "stock" };

/** The server's problems by field; those of no field have the key "". */
export function problemsOf(
  issues: readonly { path: string; message: string }[],
): Partial<Record<keyof Draft | "", string>> {
  const fieldOf = (path: string) => FIELDS[path] ?? (path in PROBLEMS ? path : "");
  return Object.fromEntries(issues.map(({ path, message }) => [fieldOf(path), message]));
}
