import { crashAgain } from "./run.ts";

const [rounds = "50", seed = "1"] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const report = await crashAgain(Number(rounds), Number(seed), say);
say(JSON.stringify(report));
process.exitCode = report.violations.length === 0 ? 0 : 1;
