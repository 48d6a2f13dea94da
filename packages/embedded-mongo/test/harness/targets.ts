import { findMongod, startEmbedded, startMongod, temporaryFolder } from "./server.ts";

/** A database under test. */
export interface Target {
  readonly name: string;
  /** Whether it is a single member of ours, which may be made to step down. */
  readonly isOwn: boolean;
  readonly start: () => Promise<{ url: string; stop: () => Promise<void> }>;
}

async function onTemporaryFolder(
  start: (folder: string) => Promise<{ url: string; stop: () => Promise<void> }>,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const { folder, dispose } = await temporaryFolder();
  const server = await start(folder);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await dispose();
    },
  };
}

/** The embedded server always; a real MongoDB by `DATABASE_URL_REAL` or by a `mongod` on this machine. */
export function findTargets(): readonly Target[] {
  const embedded: Target = {
    name: "embedded",
    isOwn: true,
    start: () => onTemporaryFolder((folder) => startEmbedded(folder, { args: ["--test-commands"] })),
  };
  const url = process.env.DATABASE_URL_REAL;
  if (url)
    return [
      embedded,
      { name: "real MongoDB", isOwn: false, start: async () => ({ url, stop: async () => {} }) },
    ];
  const binary = findMongod();
  if (!binary) return [embedded];
  return [
    embedded,
    { name: "mongod", isOwn: true, start: () => onTemporaryFolder((folder) => startMongod(binary, folder)) },
  ];
}
