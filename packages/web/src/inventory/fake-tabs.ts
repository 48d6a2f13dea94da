import type { TabParts } from "./browser-tabs.ts";

type Waiting = { readonly name: string; readonly grant: () => Promise<void>; isHeld: boolean };
type Ear = { readonly name: string; readonly onSaid: (said: unknown) => void };

/** For tests: what the tabs of one browser share. */
export function createFakeTabs(): TabParts {
  return { locks: createFakeLocks(), openChannel: createFakeChannels() };
}

function createFakeChannels(): TabParts["openChannel"] {
  const ears = new Set<Ear>();
  return (name, onSaid) => {
    const own: Ear = { name, onSaid };
    ears.add(own);
    return {
      say(word) {
        const said: unknown = structuredClone(word);
        for (const other of ears)
          if (other !== own && other.name === name)
            queueMicrotask(() => ears.has(other) && other.onSaid(said));
      },
      close: () => void ears.delete(own),
    };
  };
}

function createFakeLocks(): TabParts["locks"] {
  let queue: Waiting[] = [];
  const leave = (waiting: Waiting): void => {
    queue = queue.filter((each) => each !== waiting);
    grantNext(waiting.name);
  };
  const grantNext = (name: string): void => {
    const first = queue.find((each) => each.name === name);
    if (first === undefined || first.isHeld) return;
    first.isHeld = true;
    void first.grant().then(() => leave(first));
  };
  return {
    request: (name, { signal }, granted) =>
      new Promise((resolve, reject) => {
        const waiting: Waiting = { name, isHeld: false, grant: () => granted().then(resolve) };
        queue.push(waiting);
        signal.addEventListener("abort", () => {
          if (waiting.isHeld) return;
          leave(waiting);
          reject(new Error("it was left"));
        });
        queueMicrotask(() => grantNext(name));
      }),
  };
}
