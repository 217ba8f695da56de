import { formatDecimal, parseMoney } from "@/domain/money";
import { CATEGORIES, type Category } from "@/domain/product";
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
  price: "Enter a price like 12.50.",
  stock: "Enter a whole number like 12.",
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

/**
 * Converts the draft to the input of `admin.product.save`: the stock as a difference from the loaded product.
 * @returns the input, or problems by field
 */
export function readDraft({ name, description, category, price, stock }: Draft, loaded: { stock: number }) {
  const priceCents = parseMoney(price);
  const newStock = /^\d{1,7}$/.test(stock.trim()) ? Number(stock) : null;
  const problems: Partial<Record<keyof Draft, string>> = {
    ...(!name.trim() && { name: PROBLEMS.name }),
    ...(!description.trim() && { description: PROBLEMS.description }),
    ...(priceCents === null && { price: PROBLEMS.price }),
    ...(newStock === null && { stock: PROBLEMS.stock }),
  };
  if (priceCents === null || newStock === null || Object.keys(problems).length) return { problems };
  return { problems, input: { name, description, category, priceCents, stockChange: newStock - loaded.stock } };
}
