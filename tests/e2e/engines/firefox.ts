import { launch } from "puppeteer-core";
import { ensureDebianPackage } from "../../setup/debian-package.mjs";
import type { OtherBrowser } from "./browser";

const PROGRAM = "/usr/bin/firefox-esr";

export const isInstalled = () => ensureDebianPackage("firefox-esr", PROGRAM);

/** Debian's Firefox, over WebDriver BiDi. */
export async function start(): Promise<OtherBrowser> {
  const browser = await launch({ browser: "firefox", executablePath: PROGRAM, headless: true });
  const page = await browser.newPage();
  const find = (xpath: string) => page.locator(`::-p-xpath(${xpath})`).setTimeout(30_000);
  return {
    open: async (url) => void (await page.goto(url)),
    back: async () => void (await page.goBack()),
    click: (xpath) => find(xpath).click(),
    type: async (xpath, text) => {
      const field = await find(xpath).waitHandle();
      await field.type(text);
    },
    evaluate: (expression) => page.evaluate(expression),
    close: () => browser.close(),
  };
}
