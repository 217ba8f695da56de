/** The app's own API, for the contract tests. */
import { routes } from "@/server/rest/routes";
import { appRouter } from "@/server/routers/_app";
import { freshServer } from "../setup/fresh-server";
import { send } from "../setup/http";
import { rows } from "../setup/inputs";
import { describeApi } from "./document";
import type { Api } from "./suite";

/** Nothing listens on this port. */
export const NO_DATABASE = "postgresql://nobody:secret@127.0.0.1:1/x";

export const app: Api = {
  ...(await describeApi(appRouter, routes, send)),
  send,
  rows,
  startOffline: async () => {
    const server = await freshServer({ DATABASE_URL: NO_DATABASE });
    return { send: server.send, close: () => server.db.$disconnect() };
  },
};
