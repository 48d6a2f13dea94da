import { type FileHandle, open, rename, rm } from "node:fs/promises";

const CHUNK_BYTES = 256 * 1024;

/** A file that is written from front to back and appears under its name only when it is complete. */
export class TextFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #waiting = "";

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Begins a file that only its owner may read. */
  static async begin(path: string): Promise<TextFile> {
    return new TextFile(path, await open(`${path}.part`, "w", 0o600));
  }

  async write(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= CHUNK_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = "";
    await this.#handle.appendFile(text);
  }

  /** Syncs the file and renames it to its final name. */
  async complete(): Promise<void> {
    await this.#flush();
    await this.#handle.sync();
    await this.#handle.close();
    await rename(`${this.#path}.part`, this.#path);
  }

  /** Removes the unfinished file. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(`${this.#path}.part`, { force: true });
  }
}
