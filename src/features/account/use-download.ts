"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { product } from "@/product";
import { saveFile } from "@/shell/save-file";
import { api, type RouterOutputs } from "@/trpc/client";

const FILE = `${product.slug}-my-data.json`;

/** Fetches everything that is kept about the user, section by section and page by page, and saves it as one file. */
export function useDownload() {
  const { client } = api.useUtils();
  const [rowCount, setRowCount] = useState(0);
  const download = useMutation({
    networkMode: "always",
    async mutationFn() {
      setRowCount(0);
      const { sections, ...data } = await client.account.export.query();
      const rows: Record<string, unknown[]> = {};
      for (const section of sections) {
        const items: unknown[] = [];
        let cursor: string | null = null;
        do {
          const page: RouterOutputs["account"]["exportSection"] = await client.account.exportSection.query({
            section,
            cursor,
          });
          items.push(...page.items);
          setRowCount((count) => count + page.items.length);
          cursor = page.nextCursor;
        } while (cursor);
        rows[section] = items;
      }
      saveFile(FILE, JSON.stringify({ ...data, ...rows }, null, 2), "application/json");
    },
  });
  return { ...download, rowCount };
}
