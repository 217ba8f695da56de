import { Database, FileCode2, Layers, ScanLine, SquareMousePointer } from "lucide-react";

/** The path of one click on “Cancel order” through the code. `stations` are those of the explainer. */
export const REQUEST_STEPS = [
  {
    icon: SquareMousePointer,
    name: "Page",
    file: "features/order",
    action: "Updates instantly",
    stations: [],
  },
  {
    icon: ScanLine,
    name: "Guard",
    file: "server/http",
    action: "Checks origin, size and type",
    stations: ["guard"],
  },
  {
    icon: FileCode2,
    name: "Procedure",
    file: "server/routers",
    action: "Checks user and owner",
    stations: ["identity", "procedure"],
  },
  {
    icon: Layers,
    name: "Service",
    file: "server/services",
    action: "Runs one transaction",
    stations: ["service"],
  },
  { icon: Database, name: "SQL", file: "PostgreSQL", action: "Updates only if cancellable", stations: ["sql"] },
] as const;

export const RESPONSE_STEPS = ["Stock and event saved", "Output validated", "Call logged", "UI confirms"];
