/**
 * Prints that a long step has begun and, every five seconds, that it still runs.
 * @param {string} what for example "Installing packages"
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] what is known about how far it is
 * @template T
 * @returns {Promise<T>}
 */
export async function withProgress(what, work, detail = () => "") {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  console.log(`${what} ...`);
  const timer = setInterval(() => {
    const more = detail();
    console.log(`  ${what.toLowerCase()}: ${seconds()}${more === "" ? "" : `, ${more}`}`);
  }, 5000);
  try {
    const result = await work();
    console.log(`${what}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
