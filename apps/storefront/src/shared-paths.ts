/** Pages that are the same for everybody: what a visitor has in the cart or on hold is read after they are there. */
const SHARED = /^\/(?:products(?:\/[a-z0-9-]+)?|categories\/[a-z0-9-]+|search)?$/;

/** Whether a path leads to a page that is the same for whoever asks. */
export function isSharedPath(path: string): boolean {
  return SHARED.test(path);
}
