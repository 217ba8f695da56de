import { Database, FileCode2, Layers, ScanLine, SquareMousePointer } from "lucide-react";

/** The way of one click on “Cancel order”, as the files named here do it. */
export const REQUEST_STEPS = [
  { icon: SquareMousePointer, name: "Page", file: "app/orders", does: "shows it cancelled at once" },
  { icon: ScanLine, name: "Guard", file: "server/http", does: "size, kind, origin, request id" },
  { icon: FileCode2, name: "Procedure", file: "server/routers", does: "who asks, and whose order" },
  { icon: Layers, name: "Service", file: "server/services", does: "one rule, one transaction" },
  { icon: Database, name: "SQL", file: "PostgreSQL", does: "only while it can be cancelled" },
];

export const RESPONSE_STEPS = [
  "stock and event committed",
  "output parsed by its schema",
  "one line in the log",
  "the list settles",
];
