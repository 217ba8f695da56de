"use client";
import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/button";
import { type Cart, reorder } from "@/domain/cart";
import { updateCart } from "@/features/cart";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

type Lines = RouterOutputs["order"]["byId"]["lines"];
type Short = ReturnType<typeof reorder<Lines[number]>>["short"];

/** Puts what is still available into the cart and opens it; a toast names what could not be added. */
export function OrderAgainButton({ lines }: { lines: Lines }) {
  const { orderAgain, isPending } = useOrderAgain(lines);
  return (
    <Button variant="outline" size="small" pending={isPending} onClick={orderAgain}>
      {!isPending && <RotateCcw aria-hidden />}
      Order again
    </Button>
  );
}

function useOrderAgain(lines: Lines) {
  const [isPending, setPending] = useState(false);
  const router = useRouter();
  const utils = api.useUtils();

  async function orderAgain() {
    setPending(true);
    try {
      const ids = lines.map(({ productId }) => productId);
      const products = await utils.product.byIds.fetch({ ids }, { staleTime: 0 });
      const stocks = new Map(products.map(({ id, stock }) => [id, stock]));
      const short = addLines(lines, (id) => stocks.get(id) ?? 0);
      if (short.length) toast.error(<ShortLines short={short} />);
      if (short.length < lines.length || short.some(({ added }) => added)) router.push("/cart");
    } catch (error) {
      toast.error(errorMessage(error));
    }
    setPending(false);
  }

  return { orderAgain, isPending };
}

function addLines(lines: Lines, stockOf: (productId: string) => number): Short {
  let short: Short = [];
  updateCart((cart: Cart) => {
    const result = reorder(cart, lines, stockOf);
    short = result.short;
    return result.cart;
  });
  return short;
}

function ShortLines({ short }: { short: Short }) {
  return (
    <ul>
      {short.map(({ line, added }) => (
        <li key={line.id}>
          <bdi>{line.name}</bdi>
          <span>{added ? `: only ${added} of ${line.quantity} added` : " wasn't added"}</span>
        </li>
      ))}
    </ul>
  );
}
