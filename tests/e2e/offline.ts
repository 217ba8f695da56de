/** Stories over a network that can be cut. */
import { ORIGIN } from "./files";
import { test as story } from "./story";
import { startTcpProxy } from "./tcp-proxy";

export const BANNER = "You're offline.";

export const test = story.extend<{ tcpProxy: Awaited<ReturnType<typeof startTcpProxy>> }>({
  tcpProxy: async ({ browserName: _ }, use) => {
    const proxy = await startTcpProxy(ORIGIN);
    await use(proxy);
    await proxy.stop();
  },
  baseURL: ({ tcpProxy }, use) => use(tcpProxy.origin),
});
