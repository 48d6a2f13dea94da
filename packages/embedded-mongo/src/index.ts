export { type RunningServer, type ServerOptions, startServer } from "./server/server.ts";
export { FolderInUseError } from "./storage/index.ts";
