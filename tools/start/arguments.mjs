import { StartError } from "../bootstrap/start-error.mjs";

const KNOWN = ["--reset", "--dev"];

/**
 * What stands behind `npm start --` or `npm run dev --`: `--reset` starts anew, `--dev` (which `npm run dev` says by
 * itself) starts with reload.
 * @param {readonly string[]} args of the command line
 * @returns {{ reset: boolean, development: boolean }}
 */
export function readArguments(args) {
  const development = args.includes("--dev");
  const command = development ? "npm run dev" : "npm start";
  const unknown = args.find((arg) => !KNOWN.includes(arg));
  if (unknown !== undefined)
    throw new StartError(`${command} does not know ${unknown}; it knows --reset, which starts anew.`);
  const reset = args.includes("--reset");
  if (reset && process.env.DATABASE_URL)
    throw new StartError(
      "--reset empties the data folder only; DATABASE_URL names your own database, so empty that one yourself.",
    );
  if (development && process.env.NODE_ENV === "production")
    throw new StartError(
      "npm run dev is for working on the shop, and NODE_ENV is production: unset it, or run npm start.",
    );
  return { reset, development };
}
