"use client";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/dialog";
import type { RouterOutputs } from "@/trpc/client";
import { ProductForm } from "./product-form";

type Product = RouterOutputs["admin"]["product"]["list"]["items"][number];

const LEAD = "Customers see changes immediately. Existing orders keep their names and prices.";

export function EditProduct({ product }: { product: Product }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="small" aria-label={`Edit ${product.name}`}>
          <Pencil aria-hidden className="sm:hidden" />
          <span className="max-sm:hidden">Edit</span>
        </Button>
      </DialogTrigger>
      <DialogContent title="Edit product" description={LEAD}>
        <ProductForm current={product} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
