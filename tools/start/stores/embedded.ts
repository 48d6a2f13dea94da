import path from "node:path";
import { storePassword, storePasswordFile } from "../secret.ts";

const PROGRAM = "packages/embedded-mongo/src/main.ts";
const USER = "scarlet";

/** Where the embedded database of a data folder keeps its files. */
export function embeddedFolder(dataFolder: string): string {
  return path.resolve(dataFolder, "embedded");
}

/** The arguments that make Node the embedded database of a data folder. It lets in only who knows the folder's password. */
export function embeddedArgs(dataFolder: string, port: number): readonly string[] {
  const data = ["--port", String(port), "--data", embeddedFolder(dataFolder)];
  return [PROGRAM, ...data, "--password-file", storePasswordFile(dataFolder)];
}

/** How the shop reaches it. Holds the password. */
export function embeddedUrl(dataFolder: string, port: number): string {
  const user = `${USER}:${storePassword(dataFolder)}`;
  return `mongodb://${user}@127.0.0.1:${port}/scarlet?replicaSet=rs0&authSource=admin`;
}
