/** nginx with the site of docs/deploy/nginx.conf: only its ports, certificate and upstreams are of this machine. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/process.mjs";
import { ensureDebianPackage } from "./debian-package.mjs";
import { root } from "./scripts";
import { hasOpenssl, makeCertificates } from "./tls";

const PROGRAM = "/usr/sbin/nginx";

/** Whether nginx can be started here, with TLS. */
export const hasNginx = hasOpenssl && ensureDebianPackage("nginx-light", PROGRAM);
if (!hasNginx) console.warn("docs/deploy/nginx.conf is not tried: nginx or openssl is not installed.");

/** @param upstreams ports of the servers @returns its two origins, the authority of its certificate, and how to stop it */
export async function startNginx(upstreams: [string, string]) {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-nginx-"));
  const certificates = makeCertificates();
  for (let attempt = 1; ; attempt++) {
    const [http, https] = [await freePort(0), await freePort(0)];
    writeFileSync(join(folder, "site.conf"), siteOf(http, https, upstreams, certificates));
    writeFileSync(join(folder, "nginx.conf"), mainOf(folder));
    const server = spawn(PROGRAM, ["-c", join(folder, "nginx.conf"), "-p", folder, "-e", "stderr"], { stdio: "pipe" });
    const printed = await printedUntilUp(server, https);
    if (printed === undefined) {
      const stop = async () => {
        server.kill("SIGTERM");
        await once(server, "close");
        for (const path of [folder, certificates]) rmSync(path, { recursive: true });
      };
      const authority = readFileSync(join(certificates, "ca.crt"));
      return { http: `http://127.0.0.1:${http}`, https: `https://127.0.0.1:${https}`, authority, stop };
    }
    // Another process may have taken a port since freePort looked.
    if (attempt === 10 || !printed.includes("in use")) throw new Error(`nginx did not start:\n${printed}`);
  }
}

function siteOf(http: number, https: number, upstreams: [string, string], certificates: string): string {
  return readFileSync(join(root, "docs/deploy/nginx.conf"), "utf8")
    .replaceAll(/^ *listen \[::\].*\n/gm, "")
    .replace("listen 80;", `listen 127.0.0.1:${http};`)
    .replace("listen 443 ", `listen 127.0.0.1:${https} `)
    .replace("127.0.0.1:3000", `127.0.0.1:${upstreams[0]}`)
    .replace("127.0.0.1:3001", `127.0.0.1:${upstreams[1]}`)
    .replace(/ssl_certificate \S+;/, `ssl_certificate ${certificates}/server.crt;`)
    .replace(/ssl_certificate_key \S+;/, `ssl_certificate_key ${certificates}/server.key;`);
}

function mainOf(folder: string): string {
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  mkdirSync(join(folder, "logs"), { recursive: true });
  return `daemon off; ${process.getuid?.() === 0 ? "user root;" : ""} pid ${folder}/pid; error_log stderr;
    events {} http { access_log off; ${paths.join(" ")} include ${folder}/site.conf; }`;
}

/** @returns undefined once it listens, or what it has printed before it ended */
async function printedUntilUp(server: ChildProcess, port: number): Promise<string | undefined> {
  let printed = "";
  let hasEnded = false;
  server.on("close", () => (hasEnded = true));
  server.stderr?.on("data", (text) => (printed += text));
  while (!hasEnded) {
    const isUp = await fetch(`http://127.0.0.1:${port}`).then(
      () => true, // 400: plain HTTP was sent to the port of HTTPS
      () => false,
    );
    if (isUp) return undefined;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  return printed;
}
