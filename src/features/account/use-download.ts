"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, type RouterOutputs } from "@/trpc/client";

const FILE = "roundtrip-my-data.json";

/** Saves a text as a file through a temporary download link. */
function save(content: string) {
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: FILE });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url)); // only after the download has started
}

/** Fetches all of the user's data, the orders page by page, and saves it as one file. */
export function useDownload() {
  const { client } = api.useUtils();
  const [orderCount, setOrderCount] = useState(0);
  const download = useMutation({
    networkMode: "always",
    async mutationFn() {
      setOrderCount(0);
      const data = await client.account.export.query();
      const orders: RouterOutputs["account"]["exportOrders"]["items"] = [];
      let cursor: string | null = null;
      do {
        const page: RouterOutputs["account"]["exportOrders"] = await client.account.exportOrders.query({ cursor });
        orders.push(...page.items);
        setOrderCount(orders.length);
        cursor = page.nextCursor;
      } while (cursor);
      save(JSON.stringify({ ...data, orders }, null, 2));
    },
  });
  return { ...download, orderCount };
}
