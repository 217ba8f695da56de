/** Certificates for 127.0.0.1 of a private authority, and a PostgreSQL that encrypts with them. */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../scripts/postgres.mjs";
import { serverUser } from "../../scripts/postmaster.mjs";

/** Whether the certificates can be made here. */
export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) console.warn("Encrypted connections are not tested: openssl is not installed.");

/** Makes a certificate for 127.0.0.1 of a private authority. @returns the folder with the files of both */
export function makeCertificates() {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-tls-"));
  const openssl = (command: string) => {
    const { status, stderr } = spawnSync("openssl", command.split(" "), { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  const key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
  openssl(`req -x509 ${key} -keyout ca.key -out ca.crt -days 2 -subj /CN=test-authority`);
  openssl(`req ${key} -keyout server.key -out server.csr -subj /CN=test-server`);
  writeFileSync(join(folder, "server.ext"), "subjectAltName=IP:127.0.0.1");
  openssl(
    "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext -out server.crt",
  );
  return folder;
}

/** @returns the URL of an empty database without parameters, the file of the authority, and how to stop the server */
export async function startTlsPostgres() {
  const folder = makeCertificates();
  const { uid, gid }: { uid?: number; gid?: number } = serverUser();
  for (const path of [folder, join(folder, "server.key"), join(folder, "server.crt")])
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  chmodSync(join(folder, "server.key"), 0o600);
  const files = [`ssl_cert_file=${folder}/server.crt`, `ssl_key_file=${folder}/server.key`];
  const settings = ["fsync=off", "ssl=on", ...files];
  const { url, stop } = await startPostgres({ name: "test-tls", database: "encrypted", settings, fresh: true });
  return {
    url,
    authority: join(folder, "ca.crt"),
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
