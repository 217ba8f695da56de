/** Links in mails lead to the configured address: anyone may choose the Host of the request that causes a mail. */
import { expect, it, onTestFinished } from "vitest";
import { deliverMails } from "@/server/services/mail-worker";
import { makeUser } from "../setup/factories";
import { mutate } from "../setup/http";
import { turnMailsOn } from "../setup/mail";
import { startMailServer } from "../setup/mail-server";

it("a mail that was asked for at another host names the configured address only", async () => {
  const server = await startMailServer();
  onTestFinished(server.close);
  turnMailsOn(server.url);
  const { email } = await makeUser();
  const headers = { host: "evil.test", "x-forwarded-host": "evil.test", origin: "http://evil.test" };
  expect((await mutate("accountLink.requestReset", { email }, { headers })).status).toBe(200);
  await deliverMails();
  const [mail] = server.mails;
  expect(mail?.to).toBe(email);
  const links = `${mail?.text}${mail?.html}`.match(/https?:\/\/[^\s"<]+/g) ?? [];
  expect(links).not.toEqual([]);
  for (const link of links) expect(link).toMatch(/^http:\/\/localhost:3000\/reset-password\?link=/);
});
