import "server-only";
import { publicOrigin } from "@/env";

/**
 * The URL of a path as people outside open it, for mails. It is made from the settings and never from a request, whose Host
 * header anyone may choose.
 * @param path begins with a slash
 * @throws Error if no setting names the address, which the start of a server that sends mails has ruled out
 */
export function publicUrl(path: string): string {
  const origin = publicOrigin();
  if (!origin) throw new Error("The public address is not known: set NEXTAUTH_URL.");
  return origin + path;
}
