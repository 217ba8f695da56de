import { formatDecimal, parseMoney } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";

type Product = RouterOutputs["admin"]["product"]["list"]["items"][number];

/** A product as it stands in the form: text, as it is typed. */
export type Draft = { name: string; description: string; price: string; stock: string };

export const TEXT = {
  name: "Name",
  description: "Description",
  price: "Price in euro",
  stock: "Pieces in stock",
  stockHint: "What customers take while you edit is still taken off.",
};

const PROBLEMS = {
  name: "A product needs a name.",
  description: "A product needs a description.",
  price: "Write a price such as 12.50.",
  stock: "Write a whole number, such as 12.",
};

export const draftOf = (product: Product): Draft => ({
  name: product.name,
  description: product.description,
  price: formatDecimal(product.priceCents),
  stock: String(product.stock),
});

/**
 * The draft of somebody who has read an older product. What they have not touched is as it is now; of the stock, they
 * have put pieces on the shelf or taken some away, whatever others did.
 */
export function rebase(draft: Draft, before: Draft, now: Draft): Draft {
  const names = Object.keys(draft) as (keyof Draft)[];
  const untouched = names.filter((name) => draft[name] === before[name]);
  const stock = Number(draft.stock) + Number(now.stock) - Number(before.stock);
  return {
    ...draft,
    ...(Number.isInteger(stock) && { stock: String(Math.max(0, stock)) }),
    ...Object.fromEntries(untouched.map((name) => [name, now[name]])),
  };
}

/**
 * What is typed, as the server takes it: the stock as a change of what the editor saw.
 * @returns the input, or what is wrong with which field
 */
export function readDraft({ name, description, price, stock }: Draft, seen: { stock: number }) {
  const priceCents = parseMoney(price);
  const pieces = /^\d{1,7}$/.test(stock.trim()) ? Number(stock) : null;
  const problems: Partial<Draft> = {
    ...(!name.trim() && { name: PROBLEMS.name }),
    ...(!description.trim() && { description: PROBLEMS.description }),
    ...(priceCents === null && { price: PROBLEMS.price }),
    ...(pieces === null && { stock: PROBLEMS.stock }),
  };
  if (priceCents === null || pieces === null || Object.keys(problems).length) return { problems };
  return { problems, input: { name, description, priceCents, stockChange: pieces - seen.stock } };
}
