export { openSqliteStore, type StoreOptions } from "./sqlite-store.ts";
export {
  type Changes,
  type Entry,
  FolderInUseError,
  type KeyRange,
  type Snapshot,
  StorageError,
  type Store,
  type View,
  type Writer,
} from "./types.ts";
