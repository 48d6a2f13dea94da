/** Whether a supervisor started this process: then it ends when the supervisor does. */
export function isSupervised(): boolean {
  return process.env.SCARLET_SUPERVISED === "1";
}
