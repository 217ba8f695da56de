import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "@playwright/test";
import { Builder, By, Capabilities, until } from "selenium-webdriver";
import { freePort } from "../../../scripts/process.mjs";
import { ensureDebianPackage } from "../../setup/debian-package.mjs";
import type { OtherBrowser } from "./browser";

const PROGRAM = "/usr/bin/WebKitWebDriver";
const DISPLAY = "/usr/bin/Xvfb";
const WAIT_MS = 30_000;

export const isInstalled = () =>
  ensureDebianPackage("webkit2gtk-driver", PROGRAM) && ensureDebianPackage("xvfb", DISPLAY);

/** A virtual screen: WebKitGTK has no headless mode. It chooses its own number. */
async function startDisplay() {
  const process = spawn(DISPLAY, ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(process.stdio[3] as NodeJS.ReadableStream, "data");
  return { process, name: `:${String(number).trim()}` };
}

/** Debian's WebKitGTK, over its WebDriver. */
export async function start(): Promise<OtherBrowser> {
  const display = await startDisplay();
  const port = await freePort(0);
  const env = { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: "1" };
  const server = spawn(PROGRAM, [`--port=${port}`], { env, stdio: "ignore" });
  const stop = () => {
    server.kill();
    display.process.kill();
  };
  const driver = await connect(`http://127.0.0.1:${port}`).catch((error) => {
    stop();
    throw error;
  });
  const find = async (xpath: string) => {
    const element = await driver.wait(until.elementLocated(By.xpath(xpath)), WAIT_MS);
    return driver.wait(until.elementIsVisible(element), WAIT_MS);
  };
  return {
    open: (url) => driver.get(url),
    back: () => driver.navigate().back(),
    click: async (xpath) => (await find(xpath)).click(),
    type: async (xpath, text) => (await find(xpath)).sendKeys(text),
    evaluate: (expression) => driver.executeScript(`return ${expression}`),
    close: async () => {
      await driver.quit();
      stop();
    },
  };
}

async function connect(url: string) {
  await expect(async () => expect((await fetch(`${url}/status`)).ok).toBe(true)).toPass();
  return new Builder()
    .usingServer(url)
    .withCapabilities(new Capabilities({ browserName: "MiniBrowser" }))
    .build();
}
