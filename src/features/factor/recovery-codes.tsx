"use client";
import { Download } from "lucide-react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { Dialog, DialogContent } from "@/components/dialog";
import { product } from "@/product";
import { saveFile } from "@/shell/save-file";

const TEXT = {
  title: "Your recovery codes",
  lead: "Each one signs you in once if you lose your device. Keep them somewhere safe: you won't see them again.",
};
const FILE = `${product.slug}-recovery-codes.txt`;

/** Shows new recovery codes, once. */
export default function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = codes.join("\n");
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onDone()}>
      <DialogContent title={TEXT.title} description={TEXT.lead}>
        <ul aria-label="Recovery codes" className="grid gap-x-6 gap-y-2 rounded-xl bg-sunken p-4 sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>
              <code className="select-all font-mono text-sm">{code}</code>
            </li>
          ))}
        </ul>
        <div className="mt-6 flex flex-wrap items-center justify-between gap-3">
          <div className="flex flex-wrap items-center gap-3">
            <Button variant="outline" size="small" onClick={() => saveFile(FILE, `${text}\n`, "text/plain")}>
              <Download aria-hidden />
              Download
            </Button>
            <CopyButton text={text} label="recovery codes" />
          </div>
          <Button size="small" onClick={onDone}>
            I've saved them
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
