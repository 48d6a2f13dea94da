import type { PageCounts } from "@scarlet/domain/cache";

/** Counts pages by how they were sent. What was taken is counted no more; what is lost on its way to the API stays lost. */
export function createPageCounts() {
  let since = { hit: 0, render: 0, private: 0 };
  return {
    note(how: keyof PageCounts): void {
      since[how] += 1;
    },
    take: (): PageCounts => {
      const taken = since;
      since = { hit: 0, render: 0, private: 0 };
      return taken;
    },
  };
}
