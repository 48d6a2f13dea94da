import type { TabWord } from "./tab-words.ts";

/** What the tabs of a browser that have opened it say to each other; nobody hears themselves. */
export type TabChannel = { say(word: TabWord): void; close(): void };

/** What a browser has for its tabs to agree with each other. */
export type TabParts = {
  readonly locks: {
    request(name: string, options: { signal: AbortSignal }, granted: () => Promise<void>): Promise<unknown>;
  };
  readonly openChannel: (name: string, onSaid: (said: unknown) => void) => TabChannel;
};

/** Undefined where a browser has neither or only one of them; without a secure connection it has no locks. */
export function tabsOfBrowser(): TabParts | undefined {
  const { navigator, BroadcastChannel: Channel } = globalThis as Partial<typeof globalThis>;
  const locks = (navigator as Partial<Navigator> | undefined)?.locks;
  if (locks === undefined || Channel === undefined) return undefined;
  return {
    locks,
    openChannel(name, onSaid) {
      const channel = new Channel(name);
      channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => onSaid(data));
      return {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
        say: (word) => channel.postMessage(word),
        close: () => channel.close(),
      };
    },
  };
}
